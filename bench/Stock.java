import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.ValidationException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jsonvalidator.DefaultJsonUriSchemaLoader;
import org.apache.camel.main.Main;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.slf4j.LoggerFactory;

/**
 * The same job with what Camel ships: {@code file} with the idempotent repository in memory, {@code json-validator},
 * {@code file}; no checksum, no ledger, no reasons. Each source is looked at once; then the process exits. Run as
 * {@code java Stock RAW SCHEMA PUBLISHED DEAD_LETTERS SOURCE...}.
 */
final class Stock extends RouteBuilder {
    /** More than any bench has: a file that falls out of the repository would be processed again by the next look. */
    private static final int FILES_MAX = 2_000_000;

    private final String raw;
    private final String schema;
    private final String published;
    private final String deadLetters;
    private final List<String> sources;

    private Stock(List<String> arguments) {
        raw = arguments.get(0);
        schema = arguments.get(1);
        published = arguments.get(2);
        deadLetters = arguments.get(3);
        sources = arguments.subList(4, arguments.size());
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Stock stock = new Stock(List.of(arguments));
        Main main = new Main();
        main.configure().addRoutesBuilder(stock);
        main.bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository(FILES_MAX));
        main.bind("formats", new FormatsAsserted());
        OneLook look = new OneLook(main, stock.sources.size());
        main.bind("look", look);
        main.run();
        System.exit(look.failed ? 1 : 0);
    }

    @Override
    public void configure() {
        onException(ValidationException.class).handled(true).toD("file:" + deadLetters + "/${routeId}");
        for (String source : sources) {
            fromF(
                            "file:%s/%s?noop=true&recursive=true&idempotentRepository=#seen"
                                    + "&initialDelay=0&repeatCount=1&pollStrategy=#look",
                            raw, source)
                    .routeId(source)
                    .toF("json-validator:file:%s?uriSchemaLoader=#formats", schema)
                    .toF("file:%s/%s", published, source);
        }
    }

    /** 30 February is no date: by default {@code format} says nothing about it. */
    private static final class FormatsAsserted extends DefaultJsonUriSchemaLoader {
        @SuppressWarnings("deprecation") // the only way that the loader offers
        FormatsAsserted() {
            config.setFormatAssertionsEnabled(true);
        }
    }

    /** Ends the process once every source was looked at; a look that fails ends it with exit code 1. */
    private static final class OneLook implements PollingConsumerPollStrategy {
        private final Main main;
        private final CountDownLatch looks;
        private volatile boolean failed;

        OneLook(Main main, int sources) {
            this.main = main;
            looks = new CountDownLatch(sources);
        }

        @Override
        public boolean begin(Consumer consumer, Endpoint endpoint) {
            return true;
        }

        @Override
        public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
            looks.countDown();
            if (looks.getCount() == 0) {
                main.completed();
            }
        }

        @Override
        public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
            cause.printStackTrace();
            failed = true;
            main.completed();
            return false;
        }
    }
}
