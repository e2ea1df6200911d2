package io.sluice.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.event.Outcome;
import io.sluice.ledger.State;
import io.sluice.ledger.Version;
import io.sluice.operate.Workplace;
import io.sluice.zone.Sha256;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The template {@code document-source}: the way of a document from its reading to the validated zone. */
final class DocumentSourceRouteTest extends RouteTestSupport {
    private static final String CHECK = "mock:json-validator:funding_data_v1";
    private static final String PUBLICATION = "mock:zone:validated";
    private static final String DEAD_LETTER = "mock:zone:dead-letter";

    @Test
    void theCheckComesBeforeThePublication() throws Exception {
        startRoute(route -> route.mockEndpoints("json-validator:*", "zone:*"));
        List<String> order = new CopyOnWriteArrayList<>();
        for (String step : List.of(CHECK, PUBLICATION, DEAD_LETTER)) {
            getMockEndpoint(step).whenAnyExchangeReceived(exchange -> order.add(step));
        }

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(order).containsExactly(CHECK, PUBLICATION);
    }

    @Test
    void whatHoldsIsPublishedAsItWasReadAndEntered() throws Exception {
        startRoute();

        assertThat(send("2024/good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(validated("2024/good.json")).hasContent(GOOD);
        assertThat(deadLetter("2024/good.json")).doesNotExist();
        Version version = decided("2024/good.json").orElseThrow();
        assertThat(version.state()).isEqualTo(State.VALIDATED);
        assertThat(version.publishedPath()).isEqualTo("sff/2024/good.json");
        assertThat(version.publishedSha256()).isEqualTo(version.sha256());
    }

    @Test
    void whatFailsIsKeptAsideAndEntered() throws Exception {
        startRoute();

        assertThat(send("bad.json", BAD)).isEqualTo(Outcome.REJECTED);

        assertThat(validated("bad.json")).doesNotExist();
        assertThat(deadLetter("bad.json")).hasContent(BAD);
        assertThat(deadLetter("bad.json.reason.json")).exists();
        assertThat(decided("bad.json").orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void whatHoldsGoesToTheValidatedZoneOnly() throws Exception {
        startRoute(route -> route.mockEndpointsAndSkip("zone:*"));
        MockEndpoint publication = getMockEndpoint(PUBLICATION);
        publication.expectedBodiesReceived(GOOD);
        getMockEndpoint(DEAD_LETTER).expectedMessageCount(0);

        send("good.json", GOOD);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void whatFailsGoesToTheDeadLettersOnly() throws Exception {
        startRoute(route -> route.mockEndpointsAndSkip("zone:*"));
        getMockEndpoint(PUBLICATION).expectedMessageCount(0);
        MockEndpoint deadLetter = getMockEndpoint(DEAD_LETTER);
        deadLetter.expectedMessageCount(1);
        deadLetter.expectedHeaderReceived(ZoneConstants.ERROR_COUNT, 4L);
        deadLetter.message(0).header(ZoneConstants.FIRST_FINDING).isInstanceOf(String.class);

        send("bad.json", BAD);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void aFileThatNoStepShouldReadIsRejectedByTheCheck() throws Exception {
        startRoute();
        String large = GOOD + " ".repeat(1024 * 1024);

        assertThat(send("large.json", large)).isEqualTo(Outcome.REJECTED);
        assertThat(send("a.reason.json", GOOD)).isEqualTo(Outcome.REJECTED);

        assertThat(deadLetter("large.json")).hasContent(large);
        assertThat(decided("a.reason.json").orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    /** Steps behind the publication find what was published, wherever it lies, and each reads it from its beginning. */
    @Test
    void theBodyBehindThePublicationIsThePublishedFile() throws Exception {
        List<String> bodies = new ArrayList<>();
        startRoute(route -> route.weaveByToUri("zone:validated")
                .after()
                .process(exchange -> bodies.add(exchange.getMessage().getBody(String.class)))
                .process(exchange -> bodies.add(exchange.getMessage().getBody(String.class))));

        send("good.json", GOOD);

        assertThat(bodies).containsExactly(GOOD, GOOD);
    }

    @Test
    void otherBytesAreNeverTakenForThePublishedFile() throws Exception {
        List<String> bodies = new ArrayList<>();
        startRoute(route -> route.weaveByToUri("zone:validated")
                .after()
                .process(exchange -> Files.writeString(validated("good.json"), GOOD.replace("g-1", "g-2")))
                .process(exchange -> bodies.add(exchange.getMessage().getBody(String.class))));

        assertThat(send("good.json", GOOD)).isEqualTo(Outcome.VALIDATED);

        assertThat(bodies).isEmpty();
        assertThat(work().tally.failedAfterDecision()).isEqualTo(1);
    }

    /** Camel fills an empty body from the file where the message is one of its own files. */
    @ParameterizedTest
    @ValueSource(strings = {"json-validator:*", "zone:validated"})
    void withoutABodyNobodyReadsTheFileAgain(String step) throws Exception {
        startRoute(route -> route.weaveByToUri(step).before().setBody(route.constant((Object) null)));
        Read good = read("good.json", GOOD);
        Files.writeString(good.raw(), BAD);

        assertThat(good.send()).isEqualTo(Outcome.FAULT);

        assertThat(validated("good.json")).doesNotExist();
        assertThat(deadLetter("good.json")).doesNotExist();
        assertThat(decided("good.json")).isEmpty();
    }

    @Test
    void withoutABodyTheDeadLetterIsWhatWasRead() throws Exception {
        startRoute(route -> route.interceptSendToEndpoint("zone:dead-letter").setBody(route.constant((Object) null)));
        Read bad = read("bad.json", BAD);
        Files.writeString(bad.raw(), GOOD);

        assertThat(bad.send()).isEqualTo(Outcome.REJECTED);

        assertThat(deadLetter("bad.json")).hasContent(BAD);
        assertThat(decided("bad.json").orElseThrow().sha256()).isEqualTo(Sha256.of(BAD.getBytes(UTF_8)));
    }

    @Test
    void whatHoldsAgainReplacesWhatWasPublishedAndEndsTheRejection() throws Exception {
        startRoute();
        send("grant.json", GOOD);
        assertThat(send("grant.json", BAD)).isEqualTo(Outcome.REJECTED);
        assertThat(validated("grant.json")).as("the last good version stays").hasContent(GOOD);

        assertThat(send("grant.json", GOOD + "\n")).isEqualTo(Outcome.VALIDATED);

        assertThat(Files.readString(validated("grant.json"))).isEqualTo(GOOD + "\n");
        assertThat(deadLetter("grant.json")).doesNotExist();
        assertThat(deadLetter("grant.json.reason.json")).doesNotExist();
        assertThat(decided("grant.json").orElseThrow().number()).isEqualTo(3);
        assertThat(work().settings.backups().resolve("runs/" + Workplace.RUN + "/v1/sff/grant.json"))
                .hasContent(GOOD);
    }

    /** What neither the template nor the source says; the numbers are those of the workplace. */
    @Test
    void theReadingTakesItsOptionsFromTheSettings() {
        context.start();

        ZoneEndpoint endpoint = (ZoneEndpoint) context.getRoute("sff").getEndpoint();

        assertThat(endpoint.getSource()).isEqualTo("sff");
        assertThat(endpoint.getStableSeconds()).isZero();
        assertThat(endpoint.getWorkers()).isEqualTo(1);
        assertThat(endpoint.getQueueFilesMax()).isEqualTo(4);
        assertThat(endpoint.getDelay()).isEqualTo(10);
        assertThat(endpoint.getDoneFileName()).isEmpty();
        assertThat(endpoint.getInclude()).isEmpty();
    }
}
