package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics and health of the real program: off as shipped, and on loopback when on. */
class ManagementIT {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private SluiceHome home;
    private int port;

    @BeforeEach
    void aSource(@TempDir Path directory) throws IOException {
        home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @Test
    void nothingListensAndNothingIsLoadedAsShipped() throws Exception {
        Path classes = home.file("classes.txt");
        home.javaOption("-Xlog:class+load:file=" + classes);
        home.deliver("sff/good.json", Grants.valid("good"));
        try (RunningSluice watching = home.start("run")) {
            await().atMost(AT_MOST).until(() -> Files.exists(home.validated("sff/good.json")));

            assertThat(Sockets.listening(watching.pid())).isEmpty();
            watching.signal("TERM");
            watching.endedWithin(10);
        }
        assertThat(Files.readAllLines(classes))
                .isNotEmpty()
                .noneMatch(line -> line.contains(" io.micrometer.")
                        || line.contains(" io.prometheus.")
                        || line.contains(" io.netty.channel.")
                        || line.contains(" io.vertx.core.Vertx"));
    }

    @Test
    void oneLineServesMetricsAndHealthOnLoopbackAndNothingElse() throws Exception {
        home.set("sluice.management.port", port);
        home.deliver("sff/good.json", Grants.valid("good"));
        home.deliver("sff/bad.json", "[{");
        try (RunningSluice watching = home.start("run")) {
            await().atMost(AT_MOST)
                    .ignoreExceptionsInstanceOf(ConnectException.class)
                    .untilAsserted(() -> assertThat(get("/observe/metrics").body())
                            .contains(
                                    "\nsluice_files_total{outcome=\"validated\",source=\"sff\",stage=\"validate\"} 1.0\n",
                                    "\nsluice_files_total{outcome=\"rejected\",source=\"sff\",stage=\"validate\"} 1.0\n",
                                    "\nsluice_pending_files{source=\"sff\",stage=\"validate\"} 0.0\n",
                                    "\nsluice_faults_open 0.0\n",
                                    "\nsluice_decisions_total 2.0\n",
                                    "\njvm_memory_used_bytes{area=\"heap\""));

            assertThat(get("/observe/metrics").headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            for (String path : List.of("/observe/health", "/observe/health/live", "/observe/health/ready")) {
                assertThat(get(path).statusCode()).as(path).isEqualTo(200);
                assertThat(get(path).body()).as(path).isEqualTo("{\"status\":\"UP\"}");
            }
            assertThat(get("/observe/health/live?exposureLevel=full").body())
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"polls\",\"status\":\"UP\"}]}");
            assertThat(get("/observe/health/ready?exposureLevel=full").body())
                    .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"ledger\",\"status\":\"UP\"}]}");
            for (String path : List.of(
                    "/", "/q/dev", "/observe/info", "/observe/jolokia", "/q/upload/x", "/q/download/", "/q/send/")) {
                assertThat(get(path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(Sockets.listening(watching.pid()))
                    .allMatch(Sockets.Listening::isLoopback)
                    .extracting(Sockets.Listening::port)
                    .containsExactly(port);
            watching.signal("TERM");
            assertThat(watching.endedWithin(10).exitCode()).isEqualTo(143);
        }
        assertThat(String.join("\n", home.log())).doesNotContain("vertx", "netty");
    }

    @Test
    void aLedgerThatIsMovedAwayMakesItUnreadyAndLeavesItAlive() throws Exception {
        try (RunningSluice watching = watching()) {
            Path ledger = home.file("data/_ledger/ledger.db");
            Path elsewhere = home.file("data/_ledger/elsewhere.db");
            Files.move(ledger, elsewhere);

            assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
            assertThat(get("/observe/health/ready").body()).contains("\"status\":\"DOWN\"", "Ledger unavailable");
            assertThat(get("/observe/health").statusCode()).isEqualTo(503);
            assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);

            Files.move(elsewhere, ledger);
            awaitStatus("/observe/health/ready", 200);
            assertThat(watching.isAlive()).isTrue();
        }
    }

    @Test
    void aLedgerThatIsLockedMakesItUnreadyAndLeavesItAlive() throws Exception {
        try (RunningSluice watching = watching();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.file("data/_ledger/ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            awaitStatus("/observe/health/ready", 503);
            assertThat(get("/observe/health/ready").body()).contains("is locked by another process");
            assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(get("/observe/metrics").body()).contains("\nsluice_faults_open 1.0\n");

            statement.execute("ROLLBACK");
            awaitStatus("/observe/health/ready", 200);
            assertThat(watching.isAlive()).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStart() throws Exception {
        home.deliver("sff/good.json", Grants.valid("good"));
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Ended run = home.set("sluice.management.port", taken.getLocalPort()).runOnce();

            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err()).contains("port " + port + " of 127.0.0.1", "sluice.management.port");
        }
        assertThat(home.validated("sff/good.json")).doesNotExist();
    }

    @Test
    void runOnceLeavesItsMetricsAsATextFile() throws Exception {
        Path collected = Files.createDirectories(home.file("collected"));
        home.set("sluice.metrics.textfile", "collected/sluice.prom");
        home.deliver("sff/good.json", Grants.valid("good"));
        home.deliver("sff/bad.json", "[{");

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(Tree.files(collected)).containsExactly("sluice.prom");
        assertThat(Files.readString(collected.resolve("sluice.prom")))
                .contains("sluice_files_total{outcome=\"validated\",source=\"sff\",stage=\"validate\"} 1.0\n")
                .contains("\nsluice_run_exit_code 1.0\n")
                .contains("\nsluice_run_end_timestamp_seconds ")
                .doesNotContain("jvm_");
    }

    @Test
    void aTextFileThatCannotBeWrittenIsAWarningAndNoFailedRun() throws Exception {
        home.set("sluice.metrics.textfile", "nowhere/sluice.prom");
        home.deliver("sff/good.json", Grants.valid("good"));

        Ended run = home.runOnce();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("nowhere/sluice.prom", "cannot be left");
        assertThat(home.file("nowhere")).doesNotExist();
    }

    /** Watching, and ready. */
    private RunningSluice watching() throws IOException {
        RunningSluice watching = home.set("sluice.management.port", port).start("run");
        awaitStatus("/observe/health/ready", 200);
        return watching;
    }

    private void awaitStatus(String path, int status) {
        await().atMost(AT_MOST)
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> get(path).statusCode() == status);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
