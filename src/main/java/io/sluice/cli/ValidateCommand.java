package io.sluice.cli;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.config.SettingsProblems;
import io.sluice.operate.CheckOutput;
import io.sluice.operate.OperationContext;
import io.sluice.operate.ValidateOperation;
import io.sluice.operate.ValidateResult;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Checks files without moving any. */
final class ValidateCommand implements Callable<Integer> {
    private final OptionSpec directory = OptionSpec.builder("--directory")
            .type(Path.class)
            .required(true)
            .paramLabel("D")
            .description("A directory, or a single file.")
            .build();
    private final OptionSpec schema = OptionSpec.builder("--schema")
            .type(String.class)
            .required(true)
            .paramLabel("S")
            .description("The name of a schema in config/schemas, or the path of one.")
            .build();
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final Sluice sluice;
    private final CommandSpec spec = Specs.of("validate", this, directory, schema, json);

    ValidateCommand(Sluice sluice) {
        this.sluice = sluice;
        spec.usageMessage()
                .description(
                        "Checks files against a schema, with the checker of the routes, and leaves every file where it is.",
                        "")
                .footer(
                        "",
                        "Names that start with . or end in .part, .tmp or ~ are ignored, as in a run. What goes away meanwhile is passed"
                                + " over.",
                        "Exits with 0 when every file holds, 1 when one does not, 2 when the directory or the schema is missing or"
                                + " wrong, 5 when something could not be read.",
                        "",
                        "Examples:",
                        "  sluice validate --directory incoming --schema funding_data_v1",
                        "  sluice validate --directory new.json --schema drafts/funding_data_v2.json",
                        "  sluice validate --directory incoming --schema funding_data_v1 --json");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws SettingsProblems, SchemaProblem, IOException {
        OperationContext context = sluice.context();
        Path given = directory.getValue();
        Path place = sluice.home().resolve(given).normalize();
        if (!Files.isDirectory(place) && !Files.isRegularFile(place)) {
            String what = Files.exists(place) ? "is neither a directory nor a file" : "does not exist";
            throw new ParameterException(spec.commandLine(), "--directory: " + OneLine.of(place) + " " + what);
        }
        PrintWriter out = spec.commandLine().getOut();
        CheckOutput output = Specs.given(json) ? new CheckJson(out) : new CheckReport(WrappingWriter.onStdout(spec));
        PrintWriter err = spec.commandLine().getErr();
        ValidateResult result =
                new ValidateOperation(place, given, schema.getValue(), output, err::println).run(context);
        return exitCode(result).code();
    }

    private static ExitCode exitCode(ValidateResult result) {
        if (result.unreadable() > 0) {
            return ExitCode.ENVIRONMENT;
        }
        return result.invalid() > 0 ? ExitCode.REJECTED : ExitCode.OK;
    }
}
