package io.sluice.event.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.helper.FileNamePattern;
import ch.qos.logback.core.spi.ScanException;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.OptionHelper;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.fault.Presence;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go. Until {@link #start} is called, and after {@link #none}, warnings and errors go to stderr and
 * nothing is written to a file.
 */
public final class Logging {
    /** The logger of what a command tells on stderr itself when it refuses to start: only log files get its lines. */
    public static final String REFUSED = "start";

    /** The property that {@code logback.xml} names the logs directory by. */
    static final String LOGS = "sluice.logs.directory";

    private static final String NOTHING_RUN = "nothing was run";

    private static final AtomicBoolean ENDS_WITH_THE_PROCESS = new AtomicBoolean();

    private static volatile boolean started;

    private Logging() {}

    /** Whether {@link #start} was called and did not throw. */
    public static boolean isStarted() {
        return started;
    }

    /**
     * Writes to the logs directory as {@code logback.xml} says. Every line is with the operating system before the
     * call that logged it returns, but for those that {@code logback.xml} delays, and those when the process ends by
     * itself or by SIGTERM.
     *
     * @param home what a path in a message is relative to
     * @param config {@code config/logback.xml}
     * @param logs the logs directory; made when it is missing
     * @throws LogConfigurationProblem when {@code config} is missing or wrong; nothing is logged to files then
     * @throws EnvironmentFault when the log files cannot be written; nothing is logged to files then
     */
    public static void start(Path home, Path config, Path logs) throws LogConfigurationProblem, EnvironmentFault {
        String name = new HomePaths(home).show(config);
        if (!Presence.mayBeFile(config)) {
            throw new LogConfigurationProblem(
                    name + " is missing. It says what is logged and where to; take it from the distribution.");
        }
        if (!isTakenAsWritten(logs.toString())) {
            throw new LogConfigurationProblem("Log files cannot be kept in " + OneLine.of(logs)
                    + ": the names of log files are patterns, in which %, ${, :-, \\, brackets and braces may have a meaning"
                    + " of their own. Name another directory with sluice.logs.directory.");
        }
        probe(logs.resolve("migration"));
        LoggerContext context = context();
        context.reset();
        context.getStatusManager().clear();
        context.putProperty(LOGS, logs.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(config.toFile());
        } catch (JoranException wrong) {
            none();
            refuseWhatTheWorldDid(wrong, config);
            throw new LogConfigurationProblem(name + " is not well-formed: " + said(wrong), wrong);
        }
        List<Status> problems = problems(context);
        if (!problems.isEmpty()) {
            none();
            for (Status problem : problems) {
                refuseWhatTheWorldDid(problem.getThrowable(), logs.resolve("migration/migration.log"));
            }
            throw new LogConfigurationProblem(problems.stream()
                    .map(problem -> name + ": " + problem.getMessage())
                    .reduce((one, next) -> one + System.lineSeparator() + next)
                    .orElse(name));
        }
        context.getStatusManager().add(new TroubleOnStderr());
        keepOffStderr(REFUSED);
        started = true;
        if (ENDS_WITH_THE_PROCESS.compareAndSet(false, true)) {
            endWithTheProcess();
        }
    }

    /** Whether the library takes the directory's name for itself; it is asked, because it has three languages for names. */
    private static boolean isTakenAsWritten(String directory) {
        LoggerContext asked = new LoggerContext();
        asked.putProperty(LOGS, directory);
        try {
            Pattern.compile(directory);
            String file = OptionHelper.substVars("${" + LOGS + "}/%i", asked);
            return file.equals(directory + "/%i")
                    && new FileNamePattern(file, asked).convert(1).equals(directory + "/1");
        } catch (IllegalArgumentException | ScanException broken) {
            return false;
        }
    }

    private static void endWithTheProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(Logging::end, "log-end"));
        } catch (IllegalStateException ending) {
            // a signal came before this: nothing is processed any more whose lines could wait
            context().getLogger(Logging.class).debug("The process ends", ending);
        }
    }

    /** Writes what waits. Other threads may log on while the process ends: none of their lines waits. */
    static void end() {
        appenders().forEachRemaining(appender -> {
            if (appender instanceof ReopeningFileAppender file) {
                file.end();
            }
        });
    }

    private static Iterator<Appender<ILoggingEvent>> appenders() {
        return context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
    }

    /** Keeps what one logger says off stderr, for a command that tells it there in its own words; the log files get it. */
    public static void keepOffStderr(String logger) {
        appenders().forEachRemaining(appender -> {
            if (appender instanceof ConsoleAppender<ILoggingEvent>) {
                appender.addFilter(new ToldElsewhere(logger));
            }
        });
    }

    /** Touches no file: for commands that only look. */
    public static void none() {
        started = false;
        LoggerContext context = context();
        context.reset();
        new WarningsOnStderr().configure(context);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static void refuseWhatTheWorldDid(@Nullable Throwable thrown, Path file) throws EnvironmentFault {
        Optional<IOException> told = IoFaults.ofTheWorld(thrown);
        if (told.isPresent()) {
            throw IoFaults.of(told.get(), file, "use", NOTHING_RUN);
        }
    }

    /** An appender that no logger refers to is one that somebody turned off: no problem. */
    private static List<Status> problems(LoggerContext context) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() >= Status.WARN)
                .filter(status -> !status.getMessage().contains("not referenced"))
                .toList();
    }

    /** The parser's own words: line, column and what it did not like. */
    private static String said(Throwable wrong) {
        Throwable cause = wrong.getCause();
        return cause == null ? String.valueOf(wrong.getMessage()) : cause.toString();
    }

    /** Opens a file in the directory as logging will, so that a fault is told in our words and before the first line. */
    private static void probe(Path directory) throws EnvironmentFault {
        Path log = directory.resolve("migration.log");
        try {
            Files.createDirectories(directory);
            try (SeekableByteChannel channel =
                    Files.newByteChannel(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                channel.position();
            }
        } catch (IOException told) {
            throw IoFaults.of(
                    told, log, "write the log file", NOTHING_RUN + "; sluice.logs.directory names another directory");
        }
    }
}
