package io.sluice.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Counts;
import io.sluice.event.Event;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.Intake;
import io.sluice.ledger.Decision;
import io.sluice.ledger.FileId;
import io.sluice.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An {@link Error} at each place of the way of a file, of every kind, with other files before and behind it on the same
 * worker: nothing that was not checked is published, the file stays pending with a reason that is said, the others go on, and
 * the scan ends.
 */
final class ErrorInStepTest {
    private static final int OTHERS = 20;

    /** One for each file with trouble in it. */
    private static final List<Supplier<Error>> ERRORS = List.of(
            () -> new OutOfMemoryError("made by a test"),
            () -> new LinkageError("made by a test"),
            () -> new AssertionError("made by a test"),
            OwnError::new,
            StackOverflowError::new);

    private static final class OwnError extends Error {
        private static final long serialVersionUID = 1;
    }

    private static void meet(String path) {
        if (path.startsWith("trouble-")) {
            int number = Integer.parseInt(path.replaceAll("\\D", ""));
            throw ERRORS.get(number).get();
        }
    }

    /** A user's step. */
    public static final class Trouble implements Processor {
        @Override
        public void process(Exchange exchange) {
            meet(String.valueOf(exchange.getMessage().getHeader(Exchange.FILE_NAME)));
        }
    }

    private static final class TroubledReading extends TroubledLedger {
        TroubledReading(Ledger ledger) {
            super(ledger);
        }

        @Override
        void beforeCurrent(FileId file) {
            meet(file.path());
        }
    }

    private static final class TroubledEntry extends TroubledLedger {
        TroubledEntry(Ledger ledger) {
            super(ledger);
        }

        @Override
        void beforeRecord(Decision decision) {
            meet(decision.file().path());
        }
    }

    private static final String STEP = "- process: { ref: \"#class:" + Trouble.class.getName() + "\" }\n          ";

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    enum Place {
        BEFORE_THE_CHECK(template -> before(template, "No reserved name", STEP)),
        BEFORE_THE_PUBLICATION(template -> before(template, "Atomically and durably", STEP)),
        WITHIN_OTHER_STEPS(template -> before(
                template,
                "Atomically and durably",
                "- choice: { when: [ { simple: \"true\", steps: [ { process: { ref: \"#class:" + Trouble.class.getName()
                        + "\" } } ] } ] }\n          ")),
        BEFORE_THE_DEAD_LETTER(template -> template),
        READING(template -> template),
        ENTRY(template -> template),
        ENTRY_OF_A_REJECTION(template -> template);

        private final UnaryOperator<String> change;

        Place(UnaryOperator<String> change) {
            this.change = change;
        }

        private static String before(String template, String description, String step) {
            int at = template.lastIndexOf("- to:", template.indexOf(description));
            return template.substring(0, at) + step + template.substring(at);
        }

        boolean isOfUser() {
            return this == BEFORE_THE_CHECK
                    || this == BEFORE_THE_PUBLICATION
                    || this == WITHIN_OTHER_STEPS
                    || this == BEFORE_THE_DEAD_LETTER;
        }

        String outcomes(String shipped) {
            return this == BEFORE_THE_DEAD_LETTER
                    ? shipped.replace(
                            "- to:\n                uri: zone:dead-letter",
                            "- process: { ref: \"#class:" + Trouble.class.getName()
                                    + "\" }\n            - to:\n                uri: zone:dead-letter")
                    : shipped;
        }

        /** The content of a file with trouble in it, a rejected one where the trouble is behind the rejection. */
        String content(int number) {
            boolean fails = this == BEFORE_THE_DEAD_LETTER || this == ENTRY_OF_A_REJECTION;
            return fails ? "[{\"trouble\":" + number + "}]" : Workplace.GRANT.replace("g-1", "trouble-" + number);
        }

        Ledger ledger(Ledger real) {
            return switch (this) {
                case READING -> new TroubledReading(real);
                case ENTRY, ENTRY_OF_A_REJECTION -> new TroubledEntry(real);
                default -> real;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFilesStayPendingAndTheOthersArePublished(Place place, @TempDir Path home) throws Exception {
        Path routes = routes(home, place);
        List<String> said = new CopyOnWriteArrayList<>();
        try (Workplace work = new Workplace(home)) {
            work.events.add(event -> {
                if (event instanceof Event.FaultOpened fault) {
                    said.add(fault.message());
                } else if (event instanceof Event.Defect defect) {
                    said.add(defect.what() + ": " + defect.cause());
                }
            });
            Files.createDirectories(work.settings.raw().resolve("open_philanthropy"));
            for (int file = 0; file < OTHERS; file++) {
                work.deliver(file + ".json", Workplace.GRANT.replace("g-1", "g-" + file));
            }
            for (int file = 0; file < ERRORS.size(); file++) {
                work.deliver("trouble-" + file + ".json", place.content(file));
            }
            if (place == Place.READING) {
                OneScan.of(work, routes); // the ledger is asked only about what it may know
                for (int file = 0; file < ERRORS.size(); file++) {
                    work.deliver("trouble-" + file + ".json", place.content(file) + " ");
                }
            }

            Intake intake = OneScan.of(work, routes, place.ledger(work.ledger));

            Counts counts = intake.progress("sff").counts();
            assertThat(counts.pending()).as("%s", said).isEqualTo(ERRORS.size());
            assertThat(counts.failed()).isEqualTo(ERRORS.size());
            assertThat(counts.rejected()).isZero();
            assertThat(counts.validated() + counts.alreadyProcessed()).isEqualTo(OTHERS);
            assertThat(said).as("what is said").isNotEmpty();
            assertThat(intake.faults().isTroubled("sff"))
                    .as("its source pauses")
                    .isTrue();
            if (place.isOfUser()) {
                assertThat(intake.faults().met()).containsExactly(EnvironmentFault.Kind.STEP);
                assertThat(work.tally.defects()).isZero();
            } else {
                assertThat(intake.faults().met()).contains(EnvironmentFault.Kind.MEMORY);
                assertThat(said).anyMatch(line -> line.startsWith("Not enough memory: sff/trouble"));
                assertThat(said).anyMatch(line -> line.contains("OwnError"));
            }
            assertNothingCameOf(work, place);
        }
    }

    private static void assertNothingCameOf(Workplace work, Place place) throws Exception {
        for (int file = 0; file < ERRORS.size(); file++) {
            String name = "trouble-" + file + ".json";
            if (place == Place.READING) {
                assertThat(work.settings.validated().resolve("sff/" + name))
                        .content()
                        .isEqualTo(place.content(file));
                continue;
            }
            assertThat(work.ledger.current(new FileId("sff", name))).isEmpty();
            if (place != Place.ENTRY) {
                assertThat(work.settings.validated().resolve("sff/" + name)).doesNotExist();
            }
            if (place != Place.ENTRY_OF_A_REJECTION) {
                assertThat(work.settings.deadLetter().resolve("sff/" + name)).doesNotExist();
            }
        }
    }

    private static Path routes(Path home, Place place) throws Exception {
        Path routes = home.resolve("routes");
        try (Stream<Path> all = Files.walk(Path.of("routes"))) {
            for (Path each : all.toList()) {
                Path target = routes.resolve(Path.of("routes").relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
        rewrite(routes.resolve("templates/document-source.camel.yaml"), place.change);
        rewrite(routes.resolve("outcomes.camel.yaml"), place::outcomes);
        return routes;
    }

    private static void rewrite(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }
}
