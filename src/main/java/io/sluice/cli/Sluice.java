package io.sluice.cli;

import io.sluice.config.Settings;
import io.sluice.config.SettingsFile;
import io.sluice.config.SettingsProblems;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top of the command line: what every command shares. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Lets files through a gate: what holds against its schema is published, the rest is put aside with the"
                    + " reason.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes (when several hold: 4, 5, 3, 1):%n",
        footer = {
            "",
            "Paths are relative to the launcher's directory, or to --home DIR.",
            "Results go to stdout, progress and warnings to stderr.",
            "",
            "Examples:",
            "  sluice run --once",
            "  sluice validate --directory incoming --schema funding_data_v1",
            "  sluice status --json"
        })
@SuppressWarnings("NullAway.Init")
final class Sluice implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "${sys:sluice.home:-.}",
            showDefaultValue = Visibility.NEVER,
            description = "What paths are relative to. Default: the launcher's directory.")
    private Path home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The settings. Default: config/application.properties.")
    private @Nullable Path config;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean debug;

    /** Without a command there is nothing to do: usage, on stderr. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.code();
    }

    /** Absolute. */
    Path home() {
        return home.toAbsolutePath().normalize();
    }

    /** Absolute. */
    Path configFile() {
        return home().resolve(config == null ? Path.of("config/application.properties") : config)
                .normalize();
    }

    Settings settings() throws SettingsProblems {
        return SettingsFile.read(home(), configFile());
    }

    boolean debug() {
        return debug;
    }
}
