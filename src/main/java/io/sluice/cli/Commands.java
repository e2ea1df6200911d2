package io.sluice.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Every command by name, and how a command line is carried out. */
public final class Commands {
    private static final Map<String, Supplier<Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("run", RunCommand::new);
        BY_NAME.put("validate", ValidateCommand::new);
        BY_NAME.put("status", StatusCommand::new);
    }

    private Commands() {}

    /**
     * Carries out a command line.
     *
     * @param out where results go
     * @param err where progress, warnings and failures go
     * @return the exit code; nothing is thrown
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = commandLine(arguments).setOut(out).setErr(err);
        try {
            return commandLine.execute(arguments);
        } catch (Error broken) {
            return Failures.defect(commandLine, broken);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Only the command that is asked for is loaded: reading the annotations of all of them delays every start. */
    private static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Sluice());
        Supplier<Object> asked = arguments.length == 0 ? null : BY_NAME.get(arguments[0]);
        if (asked != null) {
            commandLine.addSubcommand(arguments[0], asked.get());
        } else {
            BY_NAME.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
            commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
        }
        Failures failures = new Failures();
        return commandLine.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    }
}
