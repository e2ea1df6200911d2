package io.sluice.cli;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.config.SettingsProblems;
import io.sluice.event.log.LogConfigurationProblem;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.ChangeRefused;
import io.sluice.ledger.lease.AlreadyRunning;
import io.sluice.operate.PreconditionFailed;
import io.sluice.operate.SchemaProblems;
import io.sluice.routefiles.RouteProblems;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What each exception that ends a command says, and the exit code that it becomes. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + OneLine.each(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + name + " --help'.");
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        ExitCode exitCode = expected(failure);
        if (exitCode == ExitCode.DEFECT) {
            return defect(command, failure);
        }
        command.getErr().println(OneLine.each(String.valueOf(failure.getMessage())));
        trace(command, failure);
        return exitCode.code();
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
