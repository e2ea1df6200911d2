package io.sluice.event.log;

import com.fasterxml.jackson.core.JsonFactory;
import io.sluice.text.PrintableJson;
import net.logstash.logback.decorate.JsonFactoryDecorator;

/** Writes the JSON log so that it may be looked at in a terminal, whatever a file's name or field holds. */
public final class PrintableLines implements JsonFactoryDecorator {
    @Override
    public JsonFactory decorate(JsonFactory factory) {
        return factory.setCharacterEscapes(new PrintableJson());
    }
}
