package io.sluice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Commands and their options, spelled out in calls: reading annotations would take a sixth of the time of {@code sluice
 * status}, for a proxy class is made for each.
 */
final class Specs {
    private Specs() {}

    /** A command with these options, {@code --help} and {@code --version}. */
    static CommandSpec of(String name, Callable<Integer> command, OptionSpec... options) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(command, new Factory()).name(name);
        for (OptionSpec option : options) {
            spec.addOption(option);
        }
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        return spec.versionProvider(new Version());
    }

    /**
     * Nothing is left to create. The library's own factory looks through every jar for classes of Groovy. No lambda: JDK
     * 17 fails to archive one of an interface as old as picocli's class files.
     */
    static final class Factory implements IFactory {
        @Override
        public <T> T create(Class<T> type) throws ReflectiveOperationException {
            return type.getDeclaredConstructor().newInstance();
        }
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static boolean given(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }
}
