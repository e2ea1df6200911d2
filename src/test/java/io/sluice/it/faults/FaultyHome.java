package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A home with the project's settings, schemas and routes and no data, for one test. What the test started is killed and
 * what it mounted is unmounted afterwards. When the test fails, the end of the log is shown.
 */
final class FaultyHome implements BeforeEachCallback, AfterEachCallback {
    static final String SFF = "sff";
    static final String OPEN_PHILANTHROPY = "open_philanthropy";

    private static final String VALIDATED = "data/transformed/validated";
    private static final int LOG_LINES_SHOWN = 60;

    private final List<SluiceProcess> processes = new ArrayList<>();
    private final List<SmallDisk> disks = new ArrayList<>();
    private Path directory = Path.of("");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        begin();
    }

    /** Also called by a test that needs several homes, one after the other. */
    void begin() throws IOException {
        directory = Files.createTempDirectory("sluice-faults-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        copy(Path.of("config"), path().resolve("config"));
        copy(Path.of("routes"), path().resolve("routes"));
        Files.createDirectories(raw(SFF));
        Files.createDirectories(raw(OPEN_PHILANTHROPY));
        Files.createDirectories(streams());
        set("sluice.stable.seconds", "0");
        set("sluice.poll.delay_ms", "100");
        set("sluice.fault.retry_seconds_max", "1");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
        if (context.getExecutionException().isPresent() && Files.exists(logFile())) {
            List<String> log = log();
            System.err.println("The log of the failed test " + context.getDisplayName() + " ends with:");
            log.subList(Math.max(0, log.size() - LOG_LINES_SHOWN), log.size()).forEach(System.err::println);
        }
        end();
    }

    void end() throws IOException, InterruptedException {
        for (SluiceProcess process : processes) {
            process.kill();
        }
        processes.clear();
        for (SmallDisk disk : disks) {
            disk.close();
        }
        disks.clear();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    Path path() {
        return directory.resolve("home");
    }

    private Path streams() {
        return directory.resolve("streams");
    }

    Path data() {
        return path().resolve("data");
    }

    Path raw() {
        return data().resolve("raw/funding_sources");
    }

    Path raw(String source) {
        return raw().resolve(source);
    }

    Path validated() {
        return path().resolve(VALIDATED);
    }

    Path deadLetters() {
        return data().resolve("dead-letter");
    }

    Path backups() {
        return data().resolve("_backups");
    }

    Path ledger() {
        return data().resolve("_ledger/ledger.db");
    }

    /** Changes a setting that stands in the settings file. */
    void set(String key, String value) throws IOException {
        Path settings = path().resolve("config/application.properties");
        String before = Files.readString(settings);
        String after = before.replaceAll("(?m)^" + key.replace(".", "\\.") + " = .*$", key + " = " + value);
        assertThat(after).as("the setting %s", key).contains("\n" + key + " = " + value + "\n");
        Files.writeString(settings, after);
    }

    /**
     * Puts a file below the raw zone, in one step.
     *
     * @param file source and path
     */
    void deliver(String file, byte[] content) throws IOException {
        Path target = raw().resolve(file);
        Files.createDirectories(target.getParent());
        Path hidden = Files.write(target.resolveSibling(".delivered"), content);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    SmallDisk mount(Path mountPoint, String size) throws IOException, InterruptedException {
        SmallDisk disk = SmallDisk.mountedAt(mountPoint, size);
        disks.add(disk);
        return disk;
    }

    SluiceProcess start(List<String> prefix, String... arguments) throws IOException {
        SluiceProcess process = SluiceProcess.start(path(), streams(), prefix, arguments);
        processes.add(process);
        return process;
    }

    SluiceProcess startOnce() throws IOException {
        return start(List.of(), "run", "--once", "--json");
    }

    SluiceProcess.Ended runOnce() throws IOException, InterruptedException {
        return startOnce().ended();
    }

    /** Starts a watching process and waits until its first scan has begun. */
    SluiceProcess watch() throws IOException {
        long before = said("(watch) of 2 sources begins");
        SluiceProcess process = start(List.of(), "run");
        await("the watching process is up").untilAsserted(() -> {
            assertThat(process.running()).isTrue();
            assertThat(said("(watch) of 2 sources begins")).isGreaterThan(before);
        });
        return process;
    }

    /** Waits for what is to be true in the end; the time is only there so that a failed test ends. */
    static ConditionFactory await(String what) {
        return org.awaitility.Awaitility.await(what)
                .atMost(Duration.ofSeconds(45))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20));
    }

    void awaitPublished(String file) {
        Path target = validated().resolve(file);
        await(file + " is published").until(() -> Files.exists(target));
    }

    void awaitRecorded(String file, String state) {
        await(file + " is recorded as " + state)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(LedgerRows.states(ledger())).containsEntry(file, state));
    }

    void awaitSaid(String phrase) {
        await("the log says: " + phrase).until(() -> said(phrase) > 0);
    }

    private Path logFile() {
        return path().resolve("logs/migration/migration.log");
    }

    List<String> log() throws IOException {
        return Files.exists(logFile()) ? Files.readAllLines(logFile()) : List.of();
    }

    /** How many lines of the log hold the phrase. */
    long said(String phrase) throws IOException {
        return log().stream().filter(line -> line.contains(phrase)).count();
    }

    /** How many lines of level ERROR that tell of the environment hold the phrase. */
    long faultsSaid(String phrase) throws IOException {
        return log().stream()
                .filter(line -> line.contains(" ERROR environment: ") && line.contains(phrase))
                .count();
    }
}
