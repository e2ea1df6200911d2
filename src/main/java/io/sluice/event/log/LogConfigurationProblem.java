package io.sluice.event.log;

/** What is wrong with {@code logback.xml}: one line per problem, each with the file's name. Wrong configuration. */
public final class LogConfigurationProblem extends Exception {
    private static final long serialVersionUID = 1;

    LogConfigurationProblem(String message) {
        super(message);
    }

    LogConfigurationProblem(String message, Throwable told) {
        super(message, told);
    }
}
