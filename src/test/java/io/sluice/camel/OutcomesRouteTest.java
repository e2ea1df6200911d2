package io.sluice.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.OpenFault;
import io.sluice.event.Outcome;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.FileId;
import io.sluice.ledger.State;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** The route configuration {@code outcomes}: what a file comes to that a step did not let through. */
final class OutcomesRouteTest extends RouteTestSupport {
    private void assertPending(String path) throws Exception {
        assertThat(validated(path)).doesNotExist();
        assertThat(deadLetter(path)).doesNotExist();
        assertThat(decided(path)).isEmpty();
        assertThat(work().tally.defects()).isZero();
    }

    private void assertNoFault() {
        assertThat(work().faults.open()).isEmpty();
        assertThat(work().faults.met()).isEmpty();
    }

    private OpenFault theFault() {
        List<OpenFault> open = work().faults.open();
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    @Test
    void onlyWhatTheCheckRejectsGoesToTheDeadLetters() throws Exception {
        startRoute(route -> {
            route.mockEndpointsAndSkip("zone:dead-letter");
            throwingBeforePublication(() -> new ConnectException("refused")).to(route);
        });
        getMockEndpoint("mock:zone:dead-letter").expectedMessageCount(1);

        send("bad.json", BAD);
        send("good.json", GOOD);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void whatChangedIsLeftPendingWithoutAFault() throws Exception {
        startRoute(throwingBeforePublication(() -> LeftPending.changed("sff/good.json")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.CHANGED);

        assertPending("good.json");
        assertNoFault();
    }

    @Test
    void whatWasNotBegunIsGivenBackWithoutAFault() throws Exception {
        startRoute(throwingBeforePublication(() -> LeftPending.givenBack("sff/good.json")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.GIVEN_BACK);

        assertPending("good.json");
        assertNoFault();
    }

    /** Camel refuses to go on with what it has queued when it stops. */
    @Test
    void aPoolOfTheRouteThatRefusesWorkIsAStepFaultUnlessSluiceStops() throws Exception {
        startRoute(throwingBeforePublication(() -> new RejectedExecutionException("stopping")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().kind()).isEqualTo(EnvironmentFault.Kind.STEP);
    }

    @Test
    void aFaultOfTheWorldLeavesTheFilePendingAndIsOpen() throws Exception {
        startRoute(throwingBeforePublication(() ->
                new EnvironmentFault(EnvironmentFault.Kind.DISK_SPACE, Path.of("/full"), "/full has 0 bytes left")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().kind()).isEqualTo(EnvironmentFault.Kind.DISK_SPACE);
    }

    @Test
    void aWorkerThatAStopInterruptsGivesItsFileBackWithoutAFault() throws Exception {
        startRoute(throwingBeforePublication(() ->
                new EnvironmentFault(EnvironmentFault.Kind.INTERRUPTED, Path.of("/validated"), "it was interrupted")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.GIVEN_BACK);

        assertPending("good.json");
        assertNoFault();
    }

    @Test
    void anExceptionOfAStepIsAStepFaultWithStepAndCause() throws Exception {
        startRoute(throwingBeforePublication(
                () -> new IllegalStateException("the lookup failed", new ConnectException("Connection refused"))));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().kind()).isEqualTo(EnvironmentFault.Kind.STEP);
        assertThat(theFault().message())
                .startsWith("Step failed: step process")
                .contains(" of route sff ")
                .contains("java.net.ConnectException: Connection refused");
    }

    @Test
    void theFilesThatMeetTheSameStepFaultShareOne() throws Exception {
        startRoute(throwingBeforePublication(() -> new ConnectException("Connection refused")));

        send("one.json", GOOD);
        send("two.json", GOOD);

        assertThat(theFault().times()).isEqualTo(2);
    }

    @Test
    void aBodyThatAStepChangesInPlaceIsNotPublished() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated").before().process(exchange -> {
            byte[] body = exchange.getMessage().getBody(byte[].class);
            body[body.length - 1] = ' ';
        }));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().message()).contains("publishes files as they were read");
    }

    @Test
    void whatAStepMadeOfTheFileIsNoReasonToKeepItAside() throws Exception {
        startRoute(route ->
                route.weaveByToUri("json-validator:*").before().setBody().constant("[1]"));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().message()).contains("what was found to fail is not the file as it was read");
    }

    @Test
    void aStepThatRemovesAllPropertiesLosesNoReceipt() throws Exception {
        startRoute(route -> route.weaveByToUri("json-validator:*").before().removeProperties("*"));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);
    }

    @Test
    void copiesOfAnExchangePublishItOnce() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated")
                .replace()
                .multicast()
                .parallelProcessing()
                .to("zone:validated")
                .to("zone:validated")
                .end());

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(work().ledger
                        .current(new FileId("sff", "good.json"))
                        .orElseThrow()
                        .number())
                .isEqualTo(1);
    }

    @Test
    void anErrorInAStepIsAStepFaultAndTheNextFileGoesOn() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated").before().process(exchange -> {
            if (exchange.getMessage().getHeader(ZoneConstants.FILE_NAME).equals("trouble.json")) {
                throw new StackOverflowError("made by a test");
            }
        }));

        assertThat(send("trouble.json", GOOD)).isEqualTo(Outcome.FAULT);
        assertPending("trouble.json");
        assertThat(theFault().message()).contains("java.lang.StackOverflowError: made by a test");

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);
        assertThat(validated("good.json")).exists();
    }

    @Test
    void aDecisionStandsWhateverAStepBehindItMeets() throws Exception {
        startRoute(throwingBehindPublication(() -> new ConnectException("Connection refused")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(validated("good.json")).hasContent(GOOD);
        assertThat(decided("good.json").orElseThrow().state()).isEqualTo(State.VALIDATED);
        assertThat(work().tally.failedAfterDecision()).isEqualTo(1);
        assertThat(work().tally.defects()).isZero();
        assertNoFault();
    }

    @Test
    void anErrorBehindTheDecisionTakesNothingBack() throws Exception {
        startRoute(throwingBehindPublication(() -> new OutOfMemoryError("made by a test")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(validated("good.json")).hasContent(GOOD);
        assertThat(work().tally.failedAfterDecision()).isEqualTo(1);
        assertThat(work().tally.defects()).isZero();
    }

    /** The zone's directory is no directory, which root cannot write to either. */
    @Test
    void aPublicationThatTheDiskRefusesLeavesTheFilePending() throws Exception {
        startRoute();
        Files.createDirectories(validated("").getParent());
        Files.createFile(validated(""));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertThat(decided("good.json")).isEmpty();
        assertThat(work().tally.defects()).isZero();
        assertThat(theFault().kind()).isNotEqualTo(EnvironmentFault.Kind.STEP);

        Files.delete(validated(""));
        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);
    }

    /** What fails where exceptions are handled has nowhere to go in Camel. */
    @Test
    void aDeadLetterThatTheDiskRefusesLeavesTheFilePending() throws Exception {
        startRoute();
        Files.createDirectories(deadLetter("").getParent());
        Files.createFile(deadLetter(""));

        assertThat(send("bad.json", BAD)).isEqualTo(Outcome.FAULT);

        assertThat(decided("bad.json")).isEmpty();
        assertThat(work().tally.defects()).isZero();
        assertThat(work().tally.rejections()).isEmpty();
        assertThat(theFault().kind()).isNotEqualTo(EnvironmentFault.Kind.STEP);

        Files.delete(deadLetter(""));
        assertThat(send("bad.json", BAD)).isEqualTo(Outcome.REJECTED);
    }

    /** It is copied from the raw zone, where it may have become another one meanwhile. */
    @Test
    void aLargeFileThatChangesBeforeItIsKeptAsideIsLeftPending() throws Exception {
        startRoute();
        String large = GOOD + " ".repeat(1024 * 1024);
        Read read = read("large.json", large);
        Files.writeString(read.raw(), large.replace('g', 'G'));

        assertThat(read.send()).isEqualTo(Outcome.CHANGED);

        assertPending("large.json");
        assertNoFault();
    }

    @Test
    void aStepThatChangesTheBodyIsAStepFault() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated").before().setBody(route.constant("[]")));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().message()).contains("a step has changed the body");
    }

    @Test
    void aRouteWithoutACheckIsAStepFault() throws Exception {
        startRoute(route -> route.weaveByToUri("json-validator:*").remove());

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().message()).contains("nothing vouches that the file holds against funding_data_v1");
    }

    @Test
    void aRouteThatEndsWithoutAZoneIsAStepFault() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated").remove());

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.FAULT);

        assertPending("good.json");
        assertThat(theFault().message()).contains("it ended without taking the file to a zone");
    }

    @Test
    void aSecondPublicationFailsBehindTheFirst() throws Exception {
        startRoute(route -> route.weaveByToUri("zone:validated").after().to("zone:validated"));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(validated("good.json")).hasContent(GOOD);
        assertThat(work().tally.failedAfterDecision()).isEqualTo(1);
        assertThat(work().tally.defects()).isZero();
    }
}
