package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.operate.CheckConfigurationOperation;
import io.sluice.operate.CheckedConfiguration;
import io.sluice.operate.OperationContext;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a start would say of settings, routes, schemas and directories. */
final class ConfigCommand implements Callable<Integer> {
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final Sluice sluice;
    private final CommandSpec check = Specs.of("check", this::check, json);
    private final CommandSpec spec = Specs.of("config", this);

    ConfigCommand(Sluice sluice) {
        this.sluice = sluice;
        check.usageMessage()
                .description(
                        "Checks settings, routes, schemas and directories as a start does, and has Camel make every route. Runs"
                                + " nothing, makes nothing, and works beside a process.",
                        "")
                .footer(
                        "",
                        "Exits with 0 when a run would start, 2 when it would not, 5 when something could not be read.",
                        "",
                        "Examples:",
                        "  sluice config check",
                        "  sluice config check --config staging.properties --json");
        spec.usageMessage()
                .description("Checks the configuration.", "")
                .commandListHeading("%nCommands:%n")
                .footer("", "Examples:", "  sluice config check");
        spec.addSubcommand("check", new CommandLine(check, new Specs.Factory()));
    }

    CommandSpec spec() {
        return spec;
    }

    /** Without a command there is nothing to do: usage, on stderr. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }

    private Integer check() throws Exception {
        OperationContext context = sluice.context();
        CheckedConfiguration checked = new CheckConfigurationOperation().run(context);
        PrintWriter out = check.commandLine().getOut();
        if (Specs.given(json)) {
            print(checked, out);
        } else {
            say(checked, out);
        }
        return (checked.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE).code();
    }

    private void say(CheckedConfiguration checked, PrintWriter out) {
        lines(out, "warning", checked.warnings());
        lines(out, "problem", checked.problems());
        if (checked.problems().isEmpty()) {
            out.println(new HomePaths(sluice.home()).show(sluice.configFile()) + ", "
                    + Quantities.of(checked.sources().size(), "source") + ", "
                    + Quantities.of(checked.stages().size(), "stage") + " and "
                    + Quantities.of(checked.schemas().size(), "schema") + ": a run would start.");
        } else {
            out.println("A run would not start, or would leave files pending.");
        }
    }

    private static void lines(PrintWriter out, String noun, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(Quantities.of(lines.size(), noun) + ":");
            lines.forEach(line -> out.println(OneLine.each(line).indent(2).stripTrailing()));
        }
    }

    private void print(CheckedConfiguration checked, PrintWriter out) throws IOException {
        try (JsonGenerator object = JsonOutput.on(out)) {
            object.writeStartObject();
            object.writeBooleanField("ok", checked.problems().isEmpty());
            object.writeStringField("settings", sluice.configFile().toString());
            JsonOutput.texts(object, "sources", checked.sources());
            JsonOutput.texts(object, "stages", checked.stages());
            JsonOutput.texts(object, "schemas", checked.schemas());
            JsonOutput.texts(object, "problems", checked.problems());
            JsonOutput.texts(object, "warnings", checked.warnings());
            object.writeEndObject();
        }
        out.println();
    }
}
