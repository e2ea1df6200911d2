package io.sluice.cli;

import io.sluice.fault.EnvironmentFault;
import io.sluice.operate.NewHome;
import io.sluice.text.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Makes a home of a user's own. */
final class InitCommand implements Callable<Integer> {
    private final PositionalParamSpec directory = PositionalParamSpec.builder()
            .paramLabel("DIR")
            .type(Path.class)
            .arity("1")
            .required(true)
            .description("Where to; made when it is missing.")
            .build();
    private final CommandSpec spec = Specs.of("init", this);

    InitCommand() {
        spec.addPositional(directory);
        spec.usageMessage()
                .description(
                        "Makes a home of your own: routes, settings, directories for schemas and data, and a README. Files that are"
                                + " there stay as they are; when one of them would be made with another content, nothing is made.",
                        "")
                .footer(
                        "",
                        "Exits with 0, 2 when a file is in the way, 5 when something could not be written.",
                        "",
                        "Examples:",
                        "  sluice init /srv/grants",
                        "  sluice --home /srv/grants run --once");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() throws EnvironmentFault {
        Path home = directory.<Path>getValue().toAbsolutePath().normalize();
        NewHome made = NewHome.make(Sluice.program(), home);
        if (!made.inTheWay().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "in the way, with another content than a new home has:\n"
                            + made.inTheWay().stream()
                                    .map(file -> "  " + OneLine.of(file))
                                    .collect(Collectors.joining("\n"))
                            + "\nNothing was made. Name another directory, or move them away.");
        }
        PrintWriter out = spec.commandLine().getOut();
        String shown = OneLine.of(home);
        out.println(
                made.files().isEmpty()
                        ? "There is a home in " + shown + " already; nothing was missing."
                        : "Made a home in " + shown + ": "
                                + Quantities.of(made.files().size(), "file") + ".");
        out.println("What to put there says " + OneLine.of(home.resolve("README.md")) + ". Then: sluice --home " + shown
                + " config check");
        return ExitCode.OK.code();
    }
}
