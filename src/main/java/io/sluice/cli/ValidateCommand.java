package io.sluice.cli;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.config.SettingsProblems;
import io.sluice.fault.EnvironmentFault;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
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
                        "Names that start with . or end in .part, .tmp or ~ are ignored, as in a run.",
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
    public Integer call() throws SettingsProblems, SchemaProblem, EnvironmentFault, IOException {
        Settings settings = sluice.settings();
        Path place = sluice.home().resolve(directory()).normalize();
        if (!Files.isDirectory(place) && !Files.isRegularFile(place)) {
            String what = Files.exists(place) ? "is neither a directory nor a file" : "does not exist";
            throw new ParameterException(spec.commandLine(), "--directory: " + OneLine.of(place) + " " + what);
        }
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        Schemas schemas = Schemas.load(settings.schemas());
        DocumentChecker checker = new DocumentChecker(schemas.schema(schemaNameOrPath(schemas)), limits);
        PrintWriter out = spec.commandLine().getOut();
        CheckOutput output = Specs.given(json) ? new CheckJson(out) : new CheckReport(out);
        return check(place, new FileCheck(checker, settings.documentSizeMibMax()), output)
                .code();
    }

    private ExitCode check(Path place, FileCheck check, CheckOutput output) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        FilesToCheck found = FilesToCheck.in(place);
        found.passedOver().forEach(warning -> err.println("Passed over: " + warning));
        Set<ExitCode> holding = EnumSet.noneOf(ExitCode.class);
        for (String message : found.unreadable()) {
            holding.add(unreadable(message, output, err));
        }
        for (Path file : found.files()) {
            try {
                Findings findings = check.of(file);
                output.checked(shown(place, file), findings);
                holding.add(findings.failed() ? ExitCode.REJECTED : ExitCode.OK);
            } catch (EnvironmentFault fault) {
                holding.add(unreadable(String.valueOf(fault.getMessage()), output, err));
            }
        }
        output.end(found.ignored());
        return ExitCode.worst(holding);
    }

    private static ExitCode unreadable(String message, CheckOutput output, PrintWriter err) throws IOException {
        err.println(message);
        output.unreadable(message);
        return ExitCode.ENVIRONMENT;
    }

    /** Under the name that the directory was given. */
    private String shown(Path place, Path file) {
        return (file.equals(place) ? directory() : directory().resolve(place.relativize(file))).toString();
    }

    private Path directory() {
        return directory.getValue();
    }

    private String schemaNameOrPath(Schemas schemas) {
        String schema = this.schema.getValue();
        boolean path = schema.contains("/") && !schemas.names().contains(schema);
        return path ? sluice.home().resolve(schema).normalize().toString() : schema;
    }
}
