package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.config.SettingsProblems;
import io.sluice.event.log.LogConfigurationProblem;
import io.sluice.event.log.Logging;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.lease.AlreadyRunning;
import io.sluice.operate.PreconditionFailed;
import io.sluice.operate.SchemaProblems;
import io.sluice.routefiles.RouteProblems;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
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
        err.println(name + ": " + OneLine.each(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + name + " --help'.");
        refused(command, List.of(arguments).contains(JSON), ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        ExitCode exitCode = expected(failure);
        if (exitCode == ExitCode.DEFECT) {
            return defect(command, failure);
        }
        String message = OneLine.each(String.valueOf(failure.getMessage()));
        command.getErr().println(message);
        refused(command, command.getParseResult().hasMatchedOption(JSON), exitCode, message);
        trace(command, failure);
        return exitCode.code();
    }

    /** Whoever reads stdout or the log only, as cron does, learns of it, too. */
    private static void refused(CommandLine command, boolean json, ExitCode exitCode, String message) {
        LoggerFactory.getLogger(Logging.REFUSED)
                .atError()
                .addKeyValue("event", "refused")
                .addKeyValue("exit", exitCode.code())
                .log(
                        "Refused, exit code {}: {}",
                        exitCode.code(),
                        message.lines().map(String::strip).collect(Collectors.joining("; ")));
        if (json) {
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
    }

    private static ExitCode expected(Exception failure) {
        if (failure instanceof SettingsProblems
                || failure instanceof RouteProblems
                || failure instanceof SchemaProblem
                || failure instanceof SchemaProblems
                || failure instanceof ChangeRefused
                || failure instanceof LogConfigurationProblem) {
            return ExitCode.USAGE;
        }
        if (failure instanceof AlreadyRunning || failure instanceof PreconditionFailed) {
            return ExitCode.PRECONDITION;
        }
        return failure instanceof EnvironmentFault fault ? ExitCode.of(fault) : ExitCode.DEFECT;
    }

    /** Says that Sluice is at fault; the stack trace goes into the log, when one is set up. */
    static int defect(CommandLine command, Throwable defect) {
        command.getErr()
                .println("This is a defect in Sluice, not in your files: " + OneLine.of(defect.toString())
                        + "\nWhat was published stays published, what was not decided stays pending."
                        + " Start again with --debug to see the stack trace, and report it.");
        LoggerFactory.getLogger(Failures.class).error("Defect", defect);
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
