package io.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The program as a process. Closing it kills what still runs. */
final class RunningSluice implements AutoCloseable {
    private static final int SECONDS_MAX = 60;

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningSluice(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static RunningSluice of(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("sluice-", ".out");
        Path err = Files.createTempFile("sluice-", ".err");
        builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        return new RunningSluice(process, out, err);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    Ended ended() throws IOException, InterruptedException {
        return endedWithin(SECONDS_MAX);
    }

    Ended endedWithin(int seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s; it said: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(out);
        Files.delete(err);
    }
}
