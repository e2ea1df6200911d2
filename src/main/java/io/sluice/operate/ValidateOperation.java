package io.sluice.operate;

import io.sluice.check.DocumentChecker;
import io.sluice.check.Limits;
import io.sluice.check.finding.Findings;
import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.fault.EnvironmentFault;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Checks files with the checker of the routes, and leaves every file where it is.
 *
 * @param place a directory or a file, absolute
 * @param shownAs the name under which the place was given
 * @param schema a name in {@code config/schemas}, or the path of a schema, relative to the home
 * @param output takes each file as soon as it is checked
 * @param warnings takes, for a person, what is passed over and why
 */
public record ValidateOperation(Path place, Path shownAs, String schema, CheckOutput output, Consumer<String> warnings)
        implements Operation<ValidateResult> {

    /**
     * @throws SchemaProblem when there is no such schema, or it cannot be used
     * @throws IOException when the place cannot be looked at, or the output fails
     */
    @Override
    public ValidateResult run(OperationContext context) throws SchemaProblem, IOException {
        Settings settings = context.settings();
        Limits limits = Limits.defaults().withDocumentSizeMibMax(settings.documentSizeMibMax());
        Schemas schemas = Schemas.load(settings.schemas());
        FileCheck check = new FileCheck(
                new DocumentChecker(schemas.schema(nameOrPath(schemas, settings.home())), limits),
                settings.documentSizeMibMax());
        FilesToCheck found = FilesToCheck.in(place);
        found.passedOver().forEach(warning -> warnings.accept("Passed over: " + warning));
        long valid = 0;
        long invalid = 0;
        long unreadable = 0;
        for (String message : found.unreadable()) {
            unreadable(message);
            unreadable++;
        }
        for (Path file : found.files()) {
            try {
                Findings findings = check.of(file);
                output.checked(shown(file), findings);
                if (findings.failed()) {
                    invalid++;
                } else {
                    valid++;
                }
            } catch (EnvironmentFault fault) {
                if (!file.equals(place) && FilesToCheck.hasGone(file)) {
                    warnings.accept("Passed over: " + OneLine.of(shown(file)) + " " + FilesToCheck.GONE);
                    continue;
                }
                unreadable(String.valueOf(fault.getMessage()));
                unreadable++;
            }
        }
        output.end(found.ignored());
        return new ValidateResult(valid, invalid, unreadable, found.ignored());
    }

    private void unreadable(String message) throws IOException {
        warnings.accept(message);
        output.unreadable(message);
    }

    /** Under the name that the place was given. */
    private String shown(Path file) {
        return (file.equals(place) ? shownAs : shownAs.resolve(place.relativize(file))).toString();
    }

    private String nameOrPath(Schemas schemas, Path home) {
        boolean path = schema.contains("/") && !schemas.names().contains(schema);
        return path ? home.resolve(schema).normalize().toString() : schema;
    }
}
