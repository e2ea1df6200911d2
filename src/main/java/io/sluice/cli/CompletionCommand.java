package io.sluice.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Tab completion for a shell. */
final class CompletionCommand implements Callable<Integer> {
    private final CommandSpec spec = Specs.of("completion", this);

    CompletionCommand() {
        spec.usageMessage()
                .description("Prints what bash and zsh need to complete commands and options with the tab key.", "")
                .footer("", "Examples:", "  source <(sluice completion)", "  sluice completion > ~/.sluice-completion");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("sluice", Commands.whole()));
        return ExitCode.OK.code();
    }
}
