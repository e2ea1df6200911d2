package io.sluice.it;

import java.io.IOException;
import java.nio.file.Files;

/** The template of a home, as one who adds steps to it edits it. */
final class Template {
    private static final String FILE = "routes/templates/document-source.camel.yaml";
    private static final String CHECK = "uri: json-validator:";
    private static final String PUBLICATION = "uri: zone:validated";
    private static final String STEP = "          - to:";

    private final SluiceHome home;
    private final String shipped;

    Template(SluiceHome home) throws IOException {
        this.home = home;
        this.shipped = Files.readString(home.file(FILE));
    }

    void stepBeforeTheCheck(String step) throws IOException {
        insert(begin(CHECK), step);
    }

    void stepBeforeThePublication(String step) throws IOException {
        insert(begin(PUBLICATION), step);
    }

    void stepBehindThePublication(String step) throws IOException {
        insert(text().length(), step);
    }

    void withoutCheck() throws IOException {
        home.write(FILE, text().substring(0, begin(CHECK)) + text().substring(begin(PUBLICATION)));
    }

    void withoutPublication() throws IOException {
        home.write(FILE, text().substring(0, begin(PUBLICATION)));
    }

    void replace(String written, String instead) throws IOException {
        if (!text().contains(written)) {
            throw new IllegalStateException("the template does not say " + written);
        }
        home.write(FILE, text().replace(written, instead));
    }

    /** As it was at first. */
    void restore() throws IOException {
        home.write(FILE, shipped);
    }

    private String text() throws IOException {
        return Files.readString(home.file(FILE));
    }

    private int begin(String uri) throws IOException {
        return text().lastIndexOf(STEP, text().indexOf(uri));
    }

    private void insert(int at, String step) throws IOException {
        home.write(FILE, text().substring(0, at) + step.indent(10) + text().substring(at));
    }
}
