package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.event.log.Logging;
import io.sluice.operate.Mode;
import io.sluice.operate.OperationContext;
import io.sluice.operate.RunResult;
import io.sluice.operate.SluiceRun;
import io.sluice.text.HomePaths;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes files from the raw zone to the validated zone, once or until it is stopped. */
final class RunCommand implements Callable<Integer> {
    /** What ending takes beyond the time that files in flight are given: closing the ledger, the summary, the report. */
    private static final Duration ENDING = Duration.ofMillis(1_500);

    private final OptionSpec once = Specs.flag("--once", "Scan once, process what is there, and end.");
    private final OptionSpec json = Specs.flag("--json", "Print the summary of the run as one JSON object.");
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Sluice sluice;
    private final CommandSpec spec = Specs.of("run", this, once, json);

    RunCommand(Sluice sluice) {
        this.sluice = sluice;
        spec.usageMessage()
                .description(
                        "Checks the files of every source under the raw zone, publishes what holds in the validated zone, and puts"
                                + " what fails into the dead-letter folder with the reasons.",
                        "Without --once it keeps watching until SIGTERM or Ctrl-C.",
                        "")
                .footer("", "Examples:", "  sluice run --once", "  sluice run --once --json", "  sluice run");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        OperationContext context = sluice.context();
        Settings settings = context.settings();
        Mode mode = Specs.given(once) ? Mode.ONCE : Mode.WATCH;
        SluiceRun run = SluiceRun.preparing(settings, mode);
        Logging.start(sluice.home(), sluice.home().resolve("config/logback.xml"), settings.logs());
        if (mode == Mode.ONCE && !Specs.given(json)) {
            Logging.keepOffStderr("validation"); // the report on stdout has the rejections
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, settings), "stop"));
        } catch (IllegalStateException ending) {
            return ExitCode.OK.code(); // a signal came first: nothing was begun, and the exit code is the JVM's own
        }
        if (mode == Mode.WATCH) {
            err().println("Watching " + new HomePaths(settings.home()).show(settings.raw())
                    + "; stop with Ctrl-C or SIGTERM, ask with: sluice status");
        }
        try {
            RunResult result;
            try (Progress bar = Specs.given(json) || mode == Mode.WATCH ? Progress.silent() : Progress.onTerminal();
                    ProgressUpdates updates = new ProgressUpdates(run, bar, settings.raw())) {
                updates.start();
                result = run.run(context);
            }
            int code = report(settings, result).code();
            if (mode == Mode.ONCE) {
                run.leaveMetrics(result, code);
            }
            return code;
        } finally {
            reported.countDown();
        }
    }

    private ExitCode report(Settings settings, RunResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (Specs.given(json)) {
            out.print(result.summary().toJson());
        } else {
            new RunReport(settings, result.summary()).printTo(WrappingWriter.onStdout(spec), result.rejections());
        }
        out.flush();
        return result.defects() > 0
                ? ExitCode.DEFECT
                : ExitCode.of(
                        result.summary(), result.faults(), !result.rejections().isEmpty());
    }

    /** On a signal: the exit code is then the JVM's own, 143 or 130. */
    private void stop(SluiceRun run, Settings settings) {
        try {
            run.stop(Duration.ofSeconds(settings.stopSecondsMax()).plus(ENDING));
            if (!reported.await(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                err().println("Stopped before the report of the run was printed; see sluice status");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
