package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import io.sluice.ledger.LedgerConnection.Mode;
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
    private static final List<String> SCRIPTS =
            List.of("V1__files_versions_events_runs.sql", "V2__cheaper_decisions.sql");

    static final int VERSION = SCRIPTS.size();

    private static final String TABLES = "SELECT count(*) FROM sqlite_schema";
    private static final String OWN_TABLES =
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('files', 'versions', 'generation')";

    private LedgerSchema() {}

    /** Creates the tables in a new ledger, changes those of an older one. */
    static void bringUpToDate(LedgerFile file) throws EnvironmentFault {
        try (LedgerConnection connection = new LedgerConnection(file, Mode.RWC)) {
            int version = versionOf(file, connection);
            if (version == VERSION) {
                return;
            }
            if (connection.read(sql -> sql.number(TABLES)) == 0) {
                create(connection);
            } else {
                migrate(file, version, connection.read(sql -> sql.number(OWN_TABLES)) == 3);
            }
        }
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
        if (version > 0 && version < VERSION) {
            throw fault(
                    file,
                    "has schema version " + version + " and this program reads " + VERSION
                            + "; nothing was changed; the next run brings it up to date",
                    null);
        }
        return version > 0;
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

    /** @param own whether the tables are a ledger's; one that Flyway did not make lacks its history, and gets one */
    private static void migrate(LedgerFile file, int version, boolean own) throws EnvironmentFault {
        try {
            Flyway.configure()
                    .dataSource(LedgerConnection.dataSource(file, Mode.RW))
                    .loggers("slf4j")
                    .resourceProvider(new Scripts())
                    .javaMigrationClassProvider(List::of)
                    .skipDefaultCallbacks(true)
                    .placeholderReplacement(false)
                    .baselineOnMigrate(own)
                    .baselineVersion(Integer.toString(version))
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw LedgerFaults.behind(file.path(), failure)
                    .orElseGet(() -> fault(
                            file,
                            "is no ledger of this program ("
                                    + String.valueOf(failure.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")
                                    + "); nothing was changed; name another file, or move it aside",
                            failure));
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
