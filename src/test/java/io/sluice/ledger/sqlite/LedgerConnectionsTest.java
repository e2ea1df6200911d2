package io.sluice.ledger.sqlite;

import static io.sluice.ledger.sqlite.Decisions.RUN;
import static io.sluice.ledger.sqlite.Decisions.STARTED;
import static io.sluice.ledger.sqlite.Decisions.file;
import static io.sluice.ledger.sqlite.Decisions.validated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.fault.EnvironmentFault;
import io.sluice.ledger.sqlite.LedgerConnection.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several connections of one process to one ledger. */
class LedgerConnectionsTest {
    private static final int READERS = 4;

    private final Path path;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SqliteLedger ledger;

    LedgerConnectionsTest(@TempDir Path directory) throws Exception {
        path = directory.toRealPath().resolve("ledger.db");
    }

    @BeforeEach
    void open() throws Exception {
        ledger = SqliteLedger.open(path);
        ledger.runStarted(RUN, "once", STARTED);
        ledger.enter(validated(file("a.json"), "a"));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        ledger.close();
    }

    @Test
    void aFewReadAtOnce() throws Exception {
        CyclicBarrier reading = new CyclicBarrier(READERS);
        try (SqliteLedgerView view = view()) {
            inThreads(Collections.nCopies(READERS, () -> view.read(sql -> awaited(reading))));
        }
    }

    private static int awaited(CyclicBarrier barrier) {
        try {
            return barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("the others do not read at the same time", alone);
        }
    }

    @Test
    void manyThreadsShareThemAndNoneIsLeftOpen() throws Exception {
        int opened;
        try (SqliteLedgerView view = view()) {
            int before = open(path);
            inThreads(Collections.nCopies(3 * READERS, () -> {
                for (int i = 0; i < 200; i++) {
                    assertThat(view.current(file("a.json"))).isPresent();
                }
                return null;
            }));
            opened = open(path) - before;
        }
        assertThat(opened).isBetween(1, READERS);
        ledger.close();
        assertThat(open(path)).isZero();
        assertThat(path.resolveSibling("ledger.db-wal")).doesNotExist();
    }

    /** The last one that is closed takes the write-ahead log along, while another is opened already. */
    @Test
    void connectionsThatBreakOffTogetherHeal() throws Exception {
        ledger.close();
        LedgerFile shared = LedgerFile.find(path).orElseThrow();
        List<LedgerConnection> connections = new ArrayList<>();
        connections.add(new LedgerConnection(shared, Mode.RW));
        connections.add(new LedgerConnection(shared, Mode.RO));
        connections.add(connections.get(1).another());
        connections.get(0).read(LedgerQueries::generation);
        CyclicBarrier round = new CyclicBarrier(connections.size());
        inThreads(connections.stream()
                .<Callable<Void>>map(connection -> () -> {
                    for (int i = 0; i < 400; i++) {
                        awaited(round);
                        assertThatThrownBy(() -> connection.read(sql -> sql.number("SELECT 1 FROM missing")))
                                .isInstanceOf(EnvironmentFault.class)
                                .hasMessageContaining("missing");
                        assertThat(connection.read(LedgerQueries::generation)).isZero();
                    }
                    return null;
                })
                .toList());
        connections.forEach(LedgerConnection::close);
        assertThat(open(path)).isZero();
    }

    private SqliteLedgerView view() throws Exception {
        return new SqliteLedgerView(new LedgerConnection(LedgerFile.find(path).orElseThrow(), Mode.RO));
    }

    private <T> void inThreads(List<? extends Callable<T>> work) throws Exception {
        List<Future<T>> working = new ArrayList<>();
        for (Callable<T> each : work) {
            working.add(threads.submit(each));
        }
        for (Future<T> each : working) {
            each.get();
        }
    }

    /** How often this process has the file open. */
    private static int open(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return (int) descriptors.filter(one -> leadsTo(one, file)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (NoSuchFileException closed) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
