package io.sluice.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.event.StageCounts;
import io.sluice.event.StageTotals;
import io.sluice.operate.ForgetStageOperation;
import io.sluice.operate.StageStatus;
import io.sluice.operate.StagesOperation;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The stages that read what others publish: which there are, and how to end one. */
final class StageCommand implements Callable<Integer> {
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final PositionalParamSpec name = PositionalParamSpec.builder()
            .paramLabel("NAME")
            .type(String.class)
            .arity("1")
            .required(true)
            .description("The stage's name, as sluice stage list shows it.")
            .build();
    private final Sluice sluice;
    private final CommandSpec list = Specs.of("list", this::list, json);
    private final CommandSpec forget = Specs.of("forget", this::forget);
    private final CommandSpec spec = Specs.of("stage", this);

    StageCommand(Sluice sluice) {
        this.sluice = sluice;
        forget.addPositional(name);
        list.usageMessage()
                .description("Shows the stages that the ledger knows, and what each has come to. Changes nothing.", "")
                .footer("", "Examples:", "  sluice stage list", "  sluice stage list --json");
        forget.usageMessage()
                .description(
                        "Ends a stage that no route declares any more: how far it came is forgotten, what it published and"
                                + " decided stays. A route that declares it again begins anew.",
                        "")
                .footer(
                        "",
                        "Exits with 0, or with 2 when there is no such stage or a route still declares it.",
                        "",
                        "Examples:",
                        "  sluice stage forget notify");
        spec.usageMessage()
                .description(
                        "Shows the stages that read what others publish, and ends those that no route declares any more.",
                        "")
                .commandListHeading("%nCommands:%n")
                .footer("", "Examples:", "  sluice stage list", "  sluice stage forget notify");
        spec.addSubcommand("list", new CommandLine(list, new Specs.Factory()));
        spec.addSubcommand("forget", new CommandLine(forget, new Specs.Factory()));
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

    private Integer list() throws Exception {
        List<StageStatus> stages = new StagesOperation().run(sluice.context());
        PrintWriter out = spec.commandLine().getOut();
        if (Specs.given(json)) {
            try (JsonGenerator generator = JsonOutput.on(out)) {
                generator.writeStartObject();
                StageJson.write(generator, stages);
                generator.writeEndObject();
            }
            out.println();
        } else if (stages.isEmpty()) {
            out.println(
                    "No stage reads what others publish. The stage validate, which reads the raw zone, is in: sluice status");
        } else {
            new StageTable(stages).printTo(out);
        }
        return ExitCode.OK.code();
    }

    private Integer forget() throws Exception {
        String stage = name.getValue();
        Optional<StageTotals> before = new ForgetStageOperation(stage).run(sluice.context());
        StageCounts counts = before.map(StageTotals::totals).orElse(StageCounts.NONE);
        spec.commandLine()
                .getOut()
                .println("The stage " + OneLine.of(stage) + " is ended: " + Quantities.count(counts.done()) + " done, "
                        + Quantities.count(counts.pending())
                        + " pending are forgotten. What it published and decided stays.");
        return ExitCode.OK.code();
    }
}
