import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersionDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The same job by hand, without Camel: as many threads as there are processors read, hash, parse and validate each
 * file, write it under a temporary name and rename it, or do so among the dead letters, without a reason; one row of
 * SQLite for each, 500 in a transaction. No logs, nothing made durable, nothing remembered between two runs. Run as
 * {@code java Loop RAW SCHEMA PUBLISHED DEAD_LETTERS SOURCE...}.
 */
final class Loop {
    private static final int TRANSACTION_FILES = 500;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Path, Path> directories = new ConcurrentHashMap<>();
    private final Path raw;
    private final JsonSchema schema;
    private final Path published;
    private final Path deadLetters;
    private final Connection database;
    private final PreparedStatement insert;
    private int inserted;

    private Loop(List<String> arguments) throws IOException, SQLException {
        raw = Path.of(arguments.get(0));
        var text = mapper.readTree(Path.of(arguments.get(1)).toFile());
        schema = JsonSchemaFactory.getInstance(SpecVersionDetector.detect(text))
                .getSchema(
                        text,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        published = Path.of(arguments.get(2));
        deadLetters = Path.of(arguments.get(3));
        Files.createDirectories(deadLetters);
        database = DriverManager.getConnection("jdbc:sqlite:" + deadLetters.resolve("files.db"));
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE files (path TEXT, sha256 TEXT, bytes INTEGER, holds INTEGER)");
        }
        database.setAutoCommit(false);
        insert = database.prepareStatement("INSERT INTO files VALUES (?, ?, ?, ?)");
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        List<String> all = List.of(arguments);
        Loop loop = new Loop(all);
        for (String source : all.subList(4, all.size())) {
            loop.take(source);
        }
        loop.insert.executeBatch();
        loop.database.commit();
        loop.database.close();
    }

    private void take(String source) throws Exception {
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try (Stream<Path> found = Files.walk(raw.resolve(source))) {
            Iterator<Path> files = found.filter(Files::isRegularFile).iterator();
            Callable<Void> work = () -> work(files);
            for (Future<Void> worked : threads.invokeAll(Collections.nCopies(workers, work))) {
                worked.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void work(Iterator<Path> files) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (Path file = next(files); file != null; file = next(files)) {
            byte[] bytes = Files.readAllBytes(file);
            String sum = HexFormat.of().formatHex(sha256.digest(bytes));
            boolean holds = holds(bytes);
            Path target = (holds ? published : deadLetters).resolve(raw.relativize(file));
            directories.computeIfAbsent(target.getParent(), Loop::made);
            Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            record(file, sum, bytes.length, holds);
        }
        return null;
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path next(Iterator<Path> files) {
        synchronized (files) {
            return files.hasNext() ? files.next() : null;
        }
    }

    private boolean holds(byte[] bytes) {
        try {
            return schema.validate(mapper.readTree(bytes)).isEmpty();
        } catch (IOException notJson) {
            return false;
        }
    }

    private synchronized void record(Path file, String sum, int bytes, boolean holds) throws SQLException {
        insert.setString(1, file.toString());
        insert.setString(2, sum);
        insert.setInt(3, bytes);
        insert.setBoolean(4, holds);
        insert.addBatch();
        if (++inserted % TRANSACTION_FILES == 0) {
            insert.executeBatch();
            database.commit();
        }
    }
}
