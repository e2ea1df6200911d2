package io.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.EnvironmentFault.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<String>> commits = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstMayCommit = new CountDownLatch(1);
    private final GroupCommit<String, String> group = new GroupCommit<>(3, this::commit);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void letGo() throws Exception {
        firstMayCommit.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void whoIsAloneCommitsAtOnce() throws Exception {
        assertThat(group.submit("a")).isEqualTo("a committed");
        assertThat(commits).containsExactly(List.of("a"));
    }

    @Test
    void whatIsQueuedDuringACommitSharesTheNext() throws Exception {
        List<FutureTask<String>> submitted = submitBehindABlockedCommit("a", "b", "c");

        assertThat(submitted.get(0).get()).isEqualTo("a committed");
        assertThat(submitted.get(1).get()).isEqualTo("b committed");
        assertThat(submitted.get(2).get()).isEqualTo("c committed");
        assertThat(commits).containsExactly(List.of("blocking"), List.of("a", "b", "c"));
    }

    @Test
    void aCommitIsBoundedAndTheRestFollows() throws Exception {
        List<FutureTask<String>> submitted = submitBehindABlockedCommit("a", "b", "c", "d");

        assertThat(submitted.get(3).get()).isEqualTo("d committed");
        assertThat(commits).containsExactly(List.of("blocking"), List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void aDefectFailsAlone() throws Exception {
        List<FutureTask<String>> submitted = submitBehindABlockedCommit("a", "defect", "c");

        assertThat(submitted.get(0).get()).isEqualTo("a committed");
        assertThatThrownBy(submitted.get(1)::get).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(submitted.get(2).get()).isEqualTo("c committed");
    }

    @Test
    void aFaultOfTheEnvironmentIsEverybodys() throws Exception {
        List<FutureTask<String>> submitted = submitBehindABlockedCommit("a", "fault");

        assertThatThrownBy(submitted.get(0)::get).hasRootCauseInstanceOf(EnvironmentFault.class);
        assertThatThrownBy(submitted.get(1)::get).hasRootCauseInstanceOf(EnvironmentFault.class);
        assertThat(group.submit("later")).isEqualTo("later committed");
    }

    @Test
    void anErrorLeavesNobodyWaiting() throws Exception {
        List<FutureTask<String>> submitted = submitBehindABlockedCommit("a", "error");

        assertThatThrownBy(submitted.get(0)::get).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(submitted.get(1)::get).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    private List<FutureTask<String>> submitBehindABlockedCommit(String... items) {
        FutureTask<String> blocking = start("blocking");
        await().until(() -> commits.size() == 1 && !blocking.isDone());
        List<FutureTask<String>> submitted = new ArrayList<>();
        for (String item : items) {
            submitted.add(start(item));
            Thread last = threads.get(threads.size() - 1);
            await().until(() -> last.getState() == Thread.State.WAITING);
        }
        firstMayCommit.countDown();
        return submitted;
    }

    private FutureTask<String> start(String item) {
        FutureTask<String> task = new FutureTask<>(() -> group.submit(item));
        Thread thread = new Thread(task, item);
        thread.start();
        threads.add(thread);
        return task;
    }

    private List<String> commit(List<String> items) throws EnvironmentFault {
        if (items.contains("defect")) {
            throw new IllegalStateException("defect");
        }
        if (items.contains("fault")) {
            throw new EnvironmentFault(Kind.LEDGER, Path.of("ledger.db"), "gone");
        }
        if (items.contains("error")) {
            throw new StackOverflowError();
        }
        commits.add(items);
        if (items.contains("blocking")) {
            waitForPermission();
        }
        return items.stream().map(item -> item + " committed").toList();
    }

    private void waitForPermission() {
        try {
            firstMayCommit.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
