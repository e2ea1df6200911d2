package io.sluice.cli;

import io.sluice.operate.why.Standing;
import io.sluice.operate.why.WhyOperation;
import io.sluice.operate.why.WhyResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Why a file is where it is, or is not. */
final class WhyCommand implements Callable<Integer> {
    private final OptionSpec json = Specs.flag("--json", "Print one JSON object.");
    private final PositionalParamSpec path = PositionalParamSpec.builder()
            .paramLabel("PATH")
            .type(String.class)
            .arity("1")
            .required(true)
            .description(
                    "A path on disk, in any zone, relative to where you stand or to the home; or source/path as the ledger has it.")
            .build();
    private final Sluice sluice;
    private final CommandSpec spec = Specs.of("why", this, json);

    WhyCommand(Sluice sluice) {
        this.sluice = sluice;
        spec.addPositional(path);
        spec.usageMessage()
                .description(
                        "Says of one file what has become of it and why: not taken, pending, rejected or published, at each"
                                + " stage; with its history, and what to do next. Changes nothing.",
                        "")
                .footer(
                        "",
                        "Exits with 0 when the file is published and done everywhere, 1 when it is not taken, pending or rejected,"
                                + " 2 when there is no such file on disk or in the ledger, 5 when the ledger cannot be read.",
                        "",
                        "Examples:",
                        "  sluice why sff/2024-01-15.json",
                        "  sluice why data/raw/funding_sources/sff/2024-01-15.json",
                        "  sluice why data/dead-letter/sff/2024-04-22.json.reason.json",
                        "  sluice why sff/2024-01-15.json --json");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws Exception {
        WhyResult result = new WhyOperation(path.getValue()).run(sluice.context());
        PrintWriter out = spec.commandLine().getOut();
        if (Specs.given(json)) {
            new WhyJson(result).printTo(out);
        } else {
            new WhyReport(result).printTo(out);
        }
        return exitCode(result.standing()).code();
    }

    private static ExitCode exitCode(Standing standing) {
        return switch (standing) {
            case PUBLISHED -> ExitCode.OK;
            case REJECTED, PENDING, NOT_TAKEN -> ExitCode.REJECTED;
            case UNKNOWN -> ExitCode.USAGE;
            case LEDGER_UNREADABLE -> ExitCode.ENVIRONMENT;
        };
    }
}
