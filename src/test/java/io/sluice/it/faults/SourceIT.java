package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Directories and files of the raw zone that cannot be read. */
class SourceIT {
    private static final String PHRASE = "Source directory unreadable";
    private static final String NOBODY = "65534";

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void vanishedSourceIsReportedOnceAndAgainWhenItIsBack() throws Exception {
        SluiceProcess watching = home.watch();
        Path away = home.raw().resolveSibling("away");
        Files.move(home.raw("sff"), away);
        home.awaitSaid(PHRASE);
        home.deliver("open_philanthropy/other.json", Deliveries.good("O-1", 300));
        home.awaitPublished("open_philanthropy/other.json");

        Files.write(away.resolve("new.json"), Deliveries.good("N-1", 300));
        Files.move(away, home.raw("sff"));

        home.awaitPublished("sff/new.json");
        home.awaitSaid("Over after");
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        watching.terminate();
        assertThat(watching.ended().exitCode()).isEqualTo(143);
    }

    @Test
    void missingSourceLeavesTheOthersAlone() throws Exception {
        Files.delete(home.raw("sff"));
        home.deliver("open_philanthropy/other.json", Deliveries.good("O-1", 300));

        SluiceProcess.Ended ended = home.runOnce();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(Zones.visible(home.validated())).containsExactly("open_philanthropy/other.json");
        assertThat(home.raw("sff")).doesNotExist();
        assertThat(ended.out()).containsPattern("\"source\" : \"open_philanthropy\",[^}]*\"partial\" : false");
        assertThat(ended.out()).containsPattern("\"source\" : \"sff\",[^}]*\"partial\" : true");
        SluiceProcess.Ended status = home.start(List.of(), "status").ended();
        assertThat(status.out())
                .containsPattern("sff +\\| +0 \\| +0 \\| +- \\| never")
                .contains("Pending   at least 0, because, as of ");
    }

    @Test
    void unreadableDirectoryIsReportedAndTheRestOfTheSourceGoesOn() throws Exception {
        List<String> asNobody = asNobody();
        home.deliver("sff/open.json", Deliveries.good("O-1", 300));
        home.deliver("sff/closed/hidden.json", Deliveries.good("H-1", 300));
        home.deliver("open_philanthropy/other.json", Deliveries.good("P-1", 300));
        giveToNobody();
        permit(home.raw("sff").resolve("closed"), "---------");

        SluiceProcess.Ended ended =
                home.start(asNobody, "run", "--once", "--json").ended();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(Zones.visible(home.validated())).containsExactly("open_philanthropy/other.json", "sff/open.json");

        permit(home.raw("sff").resolve("closed"), "rwxr-xr-x");
        assertThat(home.start(asNobody, "run", "--once").ended().exitCode()).isZero();
        assertThat(Zones.visible(home.validated())).contains("sff/closed/hidden.json");
    }

    @Test
    void directoryThatMayBeListedButNotEnteredIsReported() throws Exception {
        List<String> asNobody = asNobody();
        home.deliver("sff/open.json", Deliveries.good("O-1", 300));
        home.deliver("sff/closed/hidden.json", Deliveries.good("H-1", 300));
        giveToNobody();
        permit(home.raw("sff").resolve("closed"), "r--r--r--");

        SluiceProcess.Ended ended =
                home.start(asNobody, "run", "--once", "--json").ended();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(home.faultsSaid(PHRASE)).isEqualTo(1);
        assertThat(Zones.visible(home.validated())).containsExactly("sff/open.json");
        permit(home.raw("sff").resolve("closed"), "rwxr-xr-x");
    }

    @Test
    void manyUnreadableFilesAreSaidOnceAndBlockNoOther() throws Exception {
        List<String> asNobody = asNobody();
        for (int number = 0; number < 40; number++) {
            home.deliver("sff/closed-" + number + ".json", Deliveries.good("C-" + number, 300));
        }
        home.deliver("sff/open-1.json", Deliveries.good("O-1", 300));
        home.deliver("sff/below/open-2.json", Deliveries.good("O-2", 300));
        giveToNobody();
        for (int number = 0; number < 40; number++) {
            permit(home.raw("sff").resolve("closed-" + number + ".json"), "---------");
        }

        SluiceProcess.Ended ended =
                home.start(asNobody, "run", "--once", "--json").ended();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(home.faultsSaid("Permission denied")).isEqualTo(1);
        assertThat(ended.out()).contains("\"pending\" : 40,", "\"failed\" : 40,");
        assertThat(Zones.visible(home.validated())).containsExactly("sff/below/open-2.json", "sff/open-1.json");
        assertThat(Zones.visible(home.deadLetters())).isEmpty();
    }

    @Test
    void zoneThatMayNotBeWrittenLeavesFilesPending() throws Exception {
        List<String> asNobody = asNobody();
        Files.createDirectories(home.validated().resolve("sff"));
        Deliveries deliveries = Deliveries.of(41, 30, 0);
        deliveries.deliverTo(home);
        giveToNobody();
        permit(home.validated().resolve("sff"), "r-xr-xr-x");

        SluiceProcess.Ended ended =
                home.start(asNobody, "run", "--once", "--json").ended();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(5);
        assertThat(home.faultsSaid("Permission denied")).isEqualTo(1);
        assertThat(ended.out()).contains("\"validated\" : 15,", "\"pending\" : 15,");
        assertThat(Zones.visible(home.deadLetters())).isEmpty();

        permit(home.validated().resolve("sff"), "rwxr-xr-x");
        assertThat(home.start(asNobody, "run", "--once").ended().exitCode()).isZero();
        Zones.assertOneCopyOfEach(home, deliveries);
    }

    /** SQLite gives what lies beside the ledger the ledger's own permissions. */
    @Test
    void ledgerThatMayNotBeWrittenIsWellAgainOnceItMay() throws Exception {
        List<String> asNobody = asNobody();
        home.deliver("sff/a.json", Deliveries.good("a", 200));
        giveToNobody();
        assertThat(home.start(asNobody, "run", "--once").ended().exitCode()).isZero();
        Path ledger = home.data().resolve("_ledger/ledger.db");

        permit(ledger, "r--r--r--");
        SluiceProcess.Ended refused = home.start(asNobody, "run", "--once").ended();
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(refused.err()).contains("Permission denied: ledger ", "may not be written by this user;");
        assertThat(home.start(asNobody, "status").ended().exitCode()).isZero();

        permit(ledger, "rw-r--r--");
        assertThat(home.start(asNobody, "run", "--once").ended().exitCode()).isZero();

        Path beside = Files.createFile(ledger.resolveSibling("ledger.db-shm"));
        giveToNobody();
        permit(beside, "r--r--r--");
        refused = home.start(asNobody, "run", "--once").ended();
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
        assertThat(refused.err()).contains("because " + beside + " may not");
        permit(beside, "rw-r--r--");
        assertThat(home.start(asNobody, "run", "--once").ended().exitCode()).isZero();
    }

    /** A command that starts a program as a user who may be refused something, which root never is. */
    private List<String> asNobody() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        String[] prefix = {"setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"};
        Path jar = Path.of("target/sluice.jar").toAbsolutePath();
        String refused =
                SmallDisk.execute(prefix[0], prefix[1], prefix[2], prefix[3], "head", "-c", "1", jar.toString());
        assumeTrue(refused.isEmpty(), "skipped: no other user can start the program here: " + refused);
        return List.of(prefix);
    }

    private void giveToNobody() throws IOException, InterruptedException {
        if (System.getProperty("user.name").equals("root")) {
            assertThat(SmallDisk.execute(
                            "chown", "-R", NOBODY + ":" + NOBODY, home.path().toString()))
                    .isEmpty();
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
