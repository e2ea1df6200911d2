package io.sluice.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command by name, and how a command line is carried out. */
public final class Commands {
    private static final Map<String, Function<Sluice, CommandSpec>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("run", sluice -> new RunCommand(sluice).spec());
        BY_NAME.put("validate", sluice -> new ValidateCommand(sluice).spec());
        BY_NAME.put("status", sluice -> new StatusCommand(sluice).spec());
        BY_NAME.put("why", sluice -> new WhyCommand(sluice).spec());
        BY_NAME.put("reprocess", sluice -> new ReprocessCommand(sluice).spec());
        BY_NAME.put("completion", sluice -> new CompletionCommand().spec());
        BY_NAME.put("init", sluice -> new InitCommand().spec());
        BY_NAME.put("config", sluice -> new ConfigCommand(sluice).spec());
        BY_NAME.put("stage", sluice -> new StageCommand(sluice).spec());
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

    /** Only the command that is asked for is loaded. */
    private static CommandLine commandLine(String... arguments) {
        Sluice sluice = new Sluice();
        CommandLine commandLine = new CommandLine(sluice.spec(), new Specs.Factory());
        Function<Sluice, CommandSpec> asked = arguments.length == 0 ? null : BY_NAME.get(arguments[0]);
        if (asked != null) {
            add(commandLine, arguments[0], asked.apply(sluice));
        } else {
            addAll(commandLine, sluice);
            commandLine.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
        }
        Failures failures = new Failures();
        return commandLine
                .setExpandAtFiles(false) // @x.json is the name of a file, not a file of arguments
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** The whole command line, which nobody carries out: for completion in a shell. */
    static CommandLine whole() {
        Sluice sluice = new Sluice();
        CommandLine commandLine = new CommandLine(sluice.spec(), new Specs.Factory());
        addAll(commandLine, sluice);
        return commandLine;
    }

    private static void addAll(CommandLine commandLine, Sluice sluice) {
        BY_NAME.forEach((name, command) -> add(commandLine, name, command.apply(sluice)));
        commandLine.addSubcommand("help", new CommandLine.HelpCommand());
    }

    private static void add(CommandLine commandLine, String name, CommandSpec command) {
        commandLine.addSubcommand(name, new CommandLine(command, new Specs.Factory()));
    }
}
