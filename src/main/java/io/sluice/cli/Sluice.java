package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.config.SettingsFile;
import io.sluice.config.SettingsProblems;
import io.sluice.operate.OperationContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The top of the command line: what every command shares. */
final class Sluice implements Callable<Integer> {
    private static final Path CONFIG = Path.of("config", "application.properties");

    private final OptionSpec home = OptionSpec.builder("--home")
            .type(Path.class)
            .paramLabel("DIR")
            .scopeType(ScopeType.INHERIT)
            .description("What paths are relative to. Default: the launcher's directory.")
            .build();
    private final OptionSpec config = OptionSpec.builder("--config")
            .type(Path.class)
            .paramLabel("FILE")
            .scopeType(ScopeType.INHERIT)
            .description("The settings. Default: config/application.properties.")
            .build();
    private final OptionSpec debug = OptionSpec.builder("--debug")
            .type(boolean.class)
            .scopeType(ScopeType.INHERIT)
            .description("Print the stack trace of a failure.")
            .build();
    private final CommandSpec spec = Specs.of("sluice", this, home, config, debug);

    Sluice() {
        spec.usageMessage()
                .description(
                        "Lets files through a gate: what holds against its schema is published, the rest is put aside"
                                + " with the reason.",
                        "")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes (when several hold: 4, 5, 3, 1):%n")
                .footer(
                        "",
                        "Paths are relative to the launcher's directory, or to --home DIR.",
                        "Results go to stdout, progress and warnings to stderr.",
                        "",
                        "Examples:",
                        "  sluice run --once",
                        "  sluice validate --directory incoming --schema funding_data_v1",
                        "  sluice status --json");
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

    /** Absolute. */
    Path home() {
        Path given = home.getValue();
        return given == null ? program() : given.toAbsolutePath().normalize();
    }

    /** The launcher's directory, absolute. */
    static Path program() {
        return Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath().normalize();
    }

    /** Absolute. */
    Path configFile() {
        Path given = config.getValue();
        return home().resolve(given == null ? CONFIG : given).normalize();
    }

    Settings settings() throws SettingsProblems {
        return SettingsFile.read(home(), configFile(), System.getenv());
    }

    /** With the settings, and where the person stands. */
    OperationContext context() throws SettingsProblems {
        return new OperationContext(settings(), Path.of("").toAbsolutePath().normalize(), Clock.systemUTC());
    }

    boolean debug() {
        return Specs.given(debug);
    }
}
