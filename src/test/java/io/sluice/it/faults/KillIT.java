package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kill -9} at random moments. {@code mvn verify -Ptorture} kills more often. */
class KillIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", 12);
    private static final int KILLS_PER_HOME = 6;
    private static final int FILES = 500;
    private static final int BAD_PERCENT = 5;
    private static final int START_UP_MS = 1_500;

    @RegisterExtension
    final FaultyHome home = new FaultyHome();

    @Test
    void killsAtRandomMomentsLeaveOneCopyOfEachFile() throws Exception {
        long seed = Long.getLong("sluice.kills.seed", System.nanoTime());
        System.err.println("To repeat these kills: -Dsluice.kills.seed=" + seed);
        Random random = new Random(seed);
        for (int killed = 0; killed < KILLS; killed += KILLS_PER_HOME) {
            if (killed > 0) {
                home.end();
                home.begin();
            }
            killAndFinish(random, Math.min(KILLS_PER_HOME, KILLS - killed));
        }
    }

    private void killAndFinish(Random random, int kills) throws Exception {
        Deliveries deliveries = Deliveries.of(random.nextLong(), FILES, BAD_PERCENT);
        deliveries.deliverTo(home);
        Map<String, FileTime> rawTimes = Zones.rawTimes(home);
        int[] moments = random.ints(kills, 0, FILES).sorted().toArray();
        for (int moment : moments) {
            SluiceProcess process = home.startOnce();
            if (random.nextInt(6) == 0) {
                process.endsWithin(Duration.ofMillis(random.nextInt(START_UP_MS)));
            } else {
                awaitPublished(process, moment);
            }
            process.kill();
            Zones.assertOnlyWholeFiles(home, deliveries);
        }

        SluiceProcess.Ended clean = home.runOnce();

        assertThat(clean.exitCode())
                .as("after kills at %s published files: %s", Arrays.toString(moments), clean.err())
                .isIn(0, 1);
        assertThat(clean.out()).contains("\"seen\" : " + FILES + ",", "\"pending\" : 0,");
        Zones.assertOneCopyOfEach(home, deliveries);
        assertThat(Zones.rawTimes(home)).isEqualTo(rawTimes);
    }

    private void awaitPublished(SluiceProcess process, int moment) {
        FaultyHome.await(moment + " files are published")
                .pollInterval(Duration.ofMillis(1))
                .until(() ->
                        !process.running() || Zones.visible(home.validated()).size() > moment);
    }

    @Test
    void killedWatchingProcessBlocksNoRun() throws IOException, InterruptedException, SQLException {
        Deliveries deliveries = Deliveries.of(1, 20, BAD_PERCENT);
        SluiceProcess watching = home.watch();
        assertThat(home.runOnce()).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("(watch, run ");
        });
        watching.kill();
        deliveries.deliverTo(home);

        assertThat(home.runOnce().exitCode()).isIn(0, 1);

        Zones.assertOneCopyOfEach(home, deliveries);
    }
}
