package io.sluice.operate;

import io.sluice.check.schema.SchemaProblem;
import io.sluice.check.schema.Schemas;
import io.sluice.config.Settings;
import io.sluice.event.Event.SchemaEdited;
import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.LedgerView;
import io.sluice.routefiles.RouteFiles;
import io.sluice.routefiles.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Schemas that were used and have other bytes now, which is an alarm: a used schema is immutable, and a change is a new
 * version under a new name. It holds until the schema is what it was when it was used first, or no source names it.
 */
final class EditedSchemas {
    private EditedSchemas() {}

    /** Whether a schema has other bytes than it was used with first. */
    static Optional<SchemaEdited> compare(LedgerView ledger, String schema, String now) throws EnvironmentFault {
        List<String> used = ledger.schemaHashes(schema);
        return used.isEmpty() || used.get(0).equals(now)
                ? Optional.empty()
                : Optional.of(new SchemaEdited(schema, used.get(0), now));
    }

    /**
     * The names of those that sources name, as their files are now. A route file or a schema that cannot be read names
     * none here: the next start says what is wrong with it.
     */
    static List<String> named(Settings settings, LedgerView ledger) throws EnvironmentFault {
        Schemas schemas = Schemas.load(settings.schemas());
        Set<String> named = new TreeSet<>();
        for (Stage stage : RouteFiles.declared(settings.routes(), settings.home())) {
            named.add(stage.schema());
        }
        List<String> edited = new ArrayList<>();
        for (String schema : named) {
            Optional<String> now = now(schemas, schema);
            if (now.isPresent() && compare(ledger, schema, now.get()).isPresent()) {
                edited.add(schema);
            }
        }
        return edited;
    }

    private static Optional<String> now(Schemas schemas, String schema) {
        try {
            return Optional.of(schemas.sha256(schema));
        } catch (SchemaProblem unusable) {
            return Optional.empty();
        }
    }
}
