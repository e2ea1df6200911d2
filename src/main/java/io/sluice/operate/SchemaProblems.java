package io.sluice.operate;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.fault.IoFaults;
import java.util.List;
import java.util.stream.Collectors;

/** Schemas that cannot be used. Nothing was started. */
public final class SchemaProblems extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<SchemaProblem> problems;

    SchemaProblems(List<SchemaProblem> problems) {
        super(
                (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in the schemas:\n"
                        + problems.stream()
                                .map(problem -> "  " + problem.getMessage())
                                .collect(Collectors.joining("\n")),
                problems.stream()
                        .filter(problem -> IoFaults.ofTheWorld(problem).isPresent())
                        .findFirst()
                        .orElse(problems.get(0)));
        this.problems = List.copyOf(problems);
    }

    /** One for each schema; never empty. */
    public List<SchemaProblem> problems() {
        return problems;
    }
}
