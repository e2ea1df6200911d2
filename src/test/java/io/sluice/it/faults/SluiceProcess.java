package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real program as a process of its own. */
final class SluiceProcess {
    private static final long ENDS_WITHIN_S = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private SluiceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * What a process that has ended left for its caller.
     *
     * @param exitCode 128 + its number when a signal ended the process
     */
    record Ended(int exitCode, String out, String err) {}

    /** @param prefix a command that becomes the program, to start it as another user; usually empty */
    static SluiceProcess start(Path home, Path streams, List<String> prefix, String... arguments) throws IOException {
        Path jar = Path.of("target/sluice.jar").toAbsolutePath();
        assertThat(jar).as("the program, which mvn package builds").exists();
        Path out = Files.createTempFile(streams, "process-", ".out");
        Path err = out.resolveSibling(out.getFileName() + ".err");
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of("-Dsluice.home=" + home, "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new SluiceProcess(builder.start(), out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean running() {
        return process.isAlive();
    }

    /** Whether the process ended by itself before this time was over. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    Ended ended() throws IOException, InterruptedException {
        if (!process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("Sluice did not end within " + ENDS_WITHIN_S + " s: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** {@code kill -9}; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void terminate() {
        process.destroy();
    }
}
