package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.operate.ReprocessOperation;
import io.sluice.operate.ReprocessResult;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Asks a stage for files again, or to pass over them. */
final class ReprocessCommand implements Callable<Integer> {
    private final OptionSpec stage = OptionSpec.builder("--stage")
            .type(String.class)
            .required(true)
            .paramLabel("S")
            .description("A stage that reads what others publish; sluice stage list names them.")
            .build();
    private final OptionSpec skip =
            Specs.flag("--skip", "Pass over what is pending under these paths, in place of doing it again.");
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final PositionalParamSpec paths = PositionalParamSpec.builder()
            .paramLabel("PATH")
            .type(String[].class)
            .arity("1..*")
            .required(true)
            .description("source/path, or a path on disk.")
            .build();
    private final Sluice sluice;
    private final CommandSpec spec = Specs.of("reprocess", this, stage, skip, json);

    ReprocessCommand(Sluice sluice) {
        this.sluice = sluice;
        spec.addPositional(paths);
        spec.usageMessage()
                .description(
                        "Asks a stage to do its work once more on what is published under these paths, or with --skip to pass over"
                                + " what is pending there. A process that runs follows with its next poll.",
                        "Not for the stage validate: it takes a raw file again by itself when its content changes, and a"
                                + " rejected one when its source's schema does.",
                        "")
                .footer(
                        "",
                        "Exits with 0, or with 2 when there is no such stage or a path was refused; the others are asked for.",
                        "",
                        "Examples:",
                        "  sluice reprocess --stage notify sff/2024-01-15.json",
                        "  sluice reprocess --stage notify data/transformed/validated/sff/*.json",
                        "  sluice reprocess --stage clean --skip sff/poison.json");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        String[] given = paths.getValue();
        ReprocessResult result =
                new ReprocessOperation(stage.getValue(), List.of(given), Specs.given(skip)).run(sluice.context());
        PrintWriter out = spec.commandLine().getOut();
        if (Specs.given(json)) {
            print(result, out);
        } else {
            result.files().forEach(file -> say(result, file, out));
        }
        return (result.isRefused() ? ExitCode.USAGE : ExitCode.OK).code();
    }

    private void say(ReprocessResult result, ReprocessResult.Asked file, PrintWriter out) {
        if (file.refusal() != null) {
            spec.commandLine().getErr().println("Refused: " + file.refusal());
        } else {
            out.println(OneLine.of(file.source() + "/" + file.path())
                    + (result.skip() ? " is passed over by the stage " : " is asked for again at the stage ")
                    + OneLine.of(result.stage()));
        }
    }

    private static void print(ReprocessResult result, PrintWriter out) throws IOException {
        try (JsonGenerator json = JsonOutput.on(out)) {
            json.writeStartObject();
            json.writeStringField("stage", result.stage());
            json.writeBooleanField("skip", result.skip());
            json.writeArrayFieldStart("files");
            for (ReprocessResult.Asked file : result.files()) {
                json.writeStartObject();
                json.writeStringField("asked", file.asked());
                json.writeStringField("source", file.source());
                json.writeStringField("path", file.path());
                json.writeBooleanField("done", file.refusal() == null);
                json.writeStringField("refusal", file.refusal());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }
}
