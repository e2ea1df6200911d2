package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.config.SettingsProblems;
import io.sluice.event.log.LogConfigurationProblem;
import io.sluice.event.log.Logging;
import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.lease.AlreadyRunning;
import io.sluice.operate.PreconditionFailed;
import io.sluice.operate.SchemaProblems;
import io.sluice.routefiles.RouteProblems;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What each exception that ends a command says, and the exit code that it becomes. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final String JSON = "--json";

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        String message = inLines(String.valueOf(wrong.getMessage()), arguments);
        err.println(name + ": " + message);
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + name + " --help'.");
        refused(command, ExitCode.USAGE, message);
        if (List.of(arguments).contains(JSON)) {
            print(command, ExitCode.USAGE, message);
        }
        return ExitCode.USAGE.code();
    }

    /** A script may give the name of a supplier's file: a line break in it begins no line. */
    private static String inLines(String message, String... arguments) {
        String lines = message;
        for (String argument : arguments) {
            lines = lines.replace(argument, OneLine.of(argument));
        }
        return OneLine.each(lines);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        ExitCode exitCode = expected(failure);
        if (exitCode == ExitCode.DEFECT) {
            return defect(command, failure);
        }
        String message = OneLine.each(told(failure));
        command.getErr().println(message);
        refused(command, exitCode, message);
        if (asksForJson(command)) {
            print(command, exitCode, message);
        }
        trace(command, failure);
        return exitCode.code();
    }

    /** Whoever reads stdout or the log only, as cron does, learns of it, too. */
    private static void refused(CommandLine command, ExitCode exitCode, String message) {
        startLog(command);
        LoggerFactory.getLogger(Logging.REFUSED)
                .atError()
                .addKeyValue("event", "refused")
                .addKeyValue("exit", exitCode.code())
                .log(
                        "Refused, exit code {}: {}",
                        exitCode.code(),
                        message.lines().map(String::strip).collect(Collectors.joining("; ")));
    }

    private static boolean asksForJson(CommandLine command) {
        ParseResult parsed = command.getParseResult();
        while (parsed != null && parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed != null && parsed.hasMatchedOption(JSON);
    }

    private static void print(CommandLine command, ExitCode exitCode, String message) {
        try (JsonGenerator object = JsonOutput.on(command.getOut())) {
            object.writeStartObject();
            object.writeBooleanField("refused", true);
            object.writeNumberField("exit", exitCode.code());
            object.writeStringField("message", message);
            object.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a writer that throws nothing refused", impossible);
        }
        command.getOut().println();
    }

    /** A run that was refused before it had a log, for its settings or its command line, is logged all the same. */
    private static void startLog(CommandLine command) {
        if (Logging.isStarted()
                || !command.getCommandName().equals("run")
                || !(command.getCommandSpec().root().userObject() instanceof Sluice sluice)) {
            return;
        }
        try {
            Logging.start(sluice.home(), sluice.home().resolve("config/logback.xml"), logs(sluice));
        } catch (LogConfigurationProblem | EnvironmentFault told) {
            LoggerFactory.getLogger(Failures.class).debug("The refusal is on stderr alone", told);
        }
    }

    private static Path logs(Sluice sluice) {
        try {
            return sluice.settings().logs();
        } catch (SettingsProblems wrong) {
            return wrong.logs();
        }
    }

    /** What the world keeps from being read begins as every fault of the environment. */
    private static String told(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Optional<IOException> world = failure instanceof EnvironmentFault || failure instanceof PreconditionFailed
                ? Optional.empty()
                : IoFaults.ofTheWorld(failure);
        return world.map(told -> IoFaults.kind(told).title() + ": " + message).orElse(message);
    }

    private static ExitCode expected(Exception failure) {
        if (failure instanceof AlreadyRunning || failure instanceof PreconditionFailed) {
            return ExitCode.PRECONDITION;
        }
        if (failure instanceof EnvironmentFault fault) {
            return ExitCode.of(fault);
        }
        if (IoFaults.ofTheWorld(failure).isPresent()) {
            return ExitCode.ENVIRONMENT;
        }
        if (failure instanceof SettingsProblems
                || failure instanceof RouteProblems
                || failure instanceof SchemaProblem
                || failure instanceof SchemaProblems
                || failure instanceof ChangeRefused
                || failure instanceof LogConfigurationProblem) {
            return ExitCode.USAGE;
        }
        return ExitCode.DEFECT;
    }

    /** Says that Sluice is at fault; the stack trace goes into the log, when one is set up. */
    static int defect(CommandLine command, Throwable defect) {
        String message = "This is a defect in Sluice, not in your files: " + OneLine.of(defect.toString())
                + "\nWhat was published stays published, what was not decided stays pending."
                + " Start again with --debug to see the stack trace, and report it.";
        command.getErr().println(message);
        LoggerFactory.getLogger(Failures.class).error("Defect", defect);
        if (asksForJson(command)) {
            print(command, ExitCode.DEFECT, message);
        }
        trace(command, defect);
        return ExitCode.DEFECT.code();
    }

    private static void trace(CommandLine command, Throwable failure) {
        Object top = command.getCommandSpec().root().userObject();
        if (top instanceof Sluice sluice && sluice.debug()) {
            failure.printStackTrace(command.getErr());
        }
    }
}
