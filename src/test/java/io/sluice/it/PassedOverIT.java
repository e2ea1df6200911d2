package io.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file of its source is told once, however often a watching process meets it. */
class PassedOverIT {
    private static final List<String> PASSED_OVER =
            List.of("leaves.json", "linked-directory", "dangling.json", "fifo.json", "socket.json");

    @Test
    void whatIsNoFileOfTheSourceIsPassedOverWithOneWarningEach(@TempDir Path directory) throws Exception {
        SluiceHome home = SluiceHome.in(directory).shippedSchema().source("sff", "funding_data_v1");
        home.deliver("sff/inside/real.json", Grants.valid("real"));
        Path outside = Files.writeString(directory.resolve("outside.json"), Grants.valid("outside"));
        Files.createSymbolicLink(home.raw("sff/link.json"), Path.of("inside/real.json"));
        Files.createSymbolicLink(home.raw("sff/leaves.json"), outside);
        Files.createSymbolicLink(home.raw("sff/linked-directory"), Path.of("inside"));
        Files.createSymbolicLink(home.raw("sff/dangling.json"), Path.of("nowhere.json"));
        assertThat(new ProcessBuilder("mkfifo", home.raw("sff/fifo.json").toString())
                        .start()
                        .waitFor())
                .isZero();

        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(home.raw("sff/socket.json")));
            try (RunningSluice watching = home.start("run", "--json")) {
                for (int poll = 0; poll < 5; poll++) {
                    String file = "sff/poll-" + poll + ".json";
                    home.deliver(file, Grants.valid(file.replaceAll("\\W", "-")));
                    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(home.validated(file)));
                }
                watching.signal("TERM");
                Ended ended = watching.endedWithin(10);
                assertThat(ended.count("validated")).isEqualTo(7);
                assertThat(ended.count("pending")).isZero();
            }
        }

        for (String name : PASSED_OVER) {
            assertThat(home.log())
                    .filteredOn(line -> line.contains("Passed over data/raw/funding_sources/sff/" + name + ":"))
                    .singleElement()
                    .asString()
                    .contains(" WARN ");
            assertThat(home.validated("sff/" + name)).doesNotExist();
        }
        assertThat(home.log()).filteredOn(line -> line.contains("Passed over")).hasSameSizeAs(PASSED_OVER);
        assertThat(home.validated("sff/link.json"))
                .hasContent(Grants.valid("real"))
                .isRegularFile();
    }
}
