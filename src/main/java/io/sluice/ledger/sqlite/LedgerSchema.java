package io.sluice.ledger.sqlite;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.ledger.sqlite.LedgerConnection.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the ledger's tables up to date. The last script leaves its number in {@code PRAGMA user_version}, so that a
 * ledger that is current is told by one read, and a new one gets all scripts in one transaction. Flyway, which costs a start
 * a third of a second, changes the older ones.
 */
final class LedgerSchema {
    private static final String DIRECTORY = "/db/migration/";

    /** Every script, in order; the number of the last one is {@link #VERSION}. */
    private static final List<String> SCRIPTS = List.of(
            "V1__files_versions_events_runs.sql",
            "V2__cheaper_decisions.sql",
            "V3__remembered.sql",
            "V4__stages.sql",
            "V5__change_times.sql",
            "V6__places.sql");

    static final int VERSION = SCRIPTS.size();

    /** Tables, indexes, views and triggers. */
    private static final String NAMES = "SELECT name FROM sqlite_schema";

    /** Which program's a file is; Sluice leaves it at 0, as most do. */
    private static final String APPLICATION = "PRAGMA application_id";

    private static final String HISTORY = "flyway_schema_history";

    /** Of {@code V1}, and of every version since. */
    private static final List<String> OWN_TABLES = List.of(
            "sources", "schemas", "runs", "files", "versions", "events", "looks", "source_states", "generation");

    private LedgerSchema() {}

    /** Creates the tables in a new ledger, changes those of an older one. */
    static void bringUpToDate(LedgerFile file) throws EnvironmentFault {
        try (LedgerConnection connection = new LedgerConnection(file, Mode.RWC)) {
            int version = versionOf(file, connection);
            List<String> names = names(connection);
            requireOwn(file, connection, names);
            if (names.isEmpty()) {
                connection.useWriteAheadLog();
                create(connection);
            } else if (version < VERSION) {
                migrate(file, version, names);
            }
        }
    }

    /** Whatever the file is, it was not changed so far, not even its journal mode. */
    private static void requireOwn(LedgerFile file, LedgerConnection connection, List<String> names)
            throws EnvironmentFault {
        if (connection.read(sql -> sql.number(APPLICATION)) != 0) {
            throw other(file, "it bears the application_id of another", null);
        }
        boolean begun = names.stream().allMatch(name -> name.contains(HISTORY));
        if (!begun && !names.containsAll(OWN_TABLES)) {
            throw other(file, "it lacks the tables of one", null);
        }
    }

    private static EnvironmentFault other(LedgerFile file, String why, @Nullable Throwable told) {
        return fault(
                file,
                "is no ledger of this program (" + why + "); nothing was changed; name another file, or move it aside",
                told);
    }

    private static List<String> names(LedgerConnection connection) throws EnvironmentFault {
        return connection.read(sql -> sql.list(NAMES, row -> row.getString(1)));
    }

    private static void create(LedgerConnection connection) throws EnvironmentFault {
        connection.write(
                sql -> {
                    for (String name : SCRIPTS) {
                        sql.script(text(name));
                    }
                    return VERSION;
                },
                version -> {});
    }

    /**
     * Whether the ledger has tables to read; without any it knows nothing.
     *
     * @throws EnvironmentFault when they are older or newer than this program
     */
    static boolean isReadable(LedgerFile file, LedgerConnection connection) throws EnvironmentFault {
        int version = versionOf(file, connection);
        List<String> names = names(connection);
        requireOwn(file, connection, names);
        if (version == 0 || !names.containsAll(OWN_TABLES)) {
            return false;
        }
        if (version < VERSION) {
            throw fault(
                    file,
                    "has schema version " + version + " and this program reads " + VERSION
                            + "; nothing was changed; the next run brings it up to date",
                    null);
        }
        return true;
    }

    private static int versionOf(LedgerFile file, LedgerConnection connection) throws EnvironmentFault {
        long version = connection.read(sql -> sql.number("PRAGMA user_version"));
        if (version > VERSION) {
            throw fault(
                    file,
                    "has schema version " + version + " and this program knows up to " + VERSION
                            + "; nothing was changed; start the newer program that wrote it",
                    null);
        }
        return (int) version;
    }

    /** A ledger that Flyway did not make lacks its history, and gets one. */
    private static void migrate(LedgerFile file, int version, List<String> names) throws EnvironmentFault {
        boolean withoutHistory = names.containsAll(OWN_TABLES) && !names.contains(HISTORY);
        if (withoutHistory && version == 0) {
            throw fault(
                    file,
                    "has the tables of a ledger and no schema version, as a copy made by SQL has; nothing was changed;"
                            + " bring the file itself back from a backup, or, if the newest program wrote the original,"
                            + " say so to SQLite: PRAGMA user_version = " + VERSION,
                    null);
        }
        try {
            Flyway.configure()
                    .dataSource(LedgerConnection.dataSource(file, Mode.RWC))
                    .loggers("slf4j")
                    .resourceProvider(new Scripts())
                    .javaMigrationClassProvider(List::of)
                    .skipDefaultCallbacks(true)
                    .placeholderReplacement(false)
                    .baselineOnMigrate(withoutHistory)
                    .baselineVersion(Integer.toString(version))
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            String why =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            throw LedgerFaults.behind(file.path(), failure).orElseGet(() -> other(file, why, failure));
        }
    }

    private static String text(String name) {
        try (InputStream script = LedgerSchema.class.getResourceAsStream(DIRECTORY + name)) {
            if (script == null) {
                throw new IllegalStateException(DIRECTORY + name + " is missing from the program");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static EnvironmentFault fault(LedgerFile file, String detail, @Nullable Throwable told) {
        return new EnvironmentFault(Kind.LEDGER, file.path(), "ledger " + file.path() + " " + detail, told);
    }

    /** Names the scripts outright: looking for them on the class path takes longer than running them. */
    private static final class Scripts implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return prefix.equals("V")
                    ? SCRIPTS.stream().<LoadableResource>map(Script::new).toList()
                    : List.of();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new StringReader(text(name));
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }

        @Override
        public String getAbsolutePath() {
            return DIRECTORY + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return DIRECTORY + name;
        }
    }
}
