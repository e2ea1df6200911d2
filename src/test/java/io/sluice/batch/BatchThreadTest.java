package io.sluice.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class BatchThreadTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ConcurrentLinkedQueue<List<Integer>> batches = new ConcurrentLinkedQueue<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);

    private final List<Integer> brokenOff = new ArrayList<>();

    private BatchThread.Work<Integer> work(Consumer<List<Integer>> work) {
        return new BatchThread.Work<>() {
            @Override
            public void on(List<Integer> batch) {
                work.accept(batch);
            }

            @Override
            public void brokeOff(List<Integer> batch, Throwable why) {
                brokenOff.addAll(batch);
            }
        };
    }

    /** The first batch is item 0 alone, and lasts until {@link #held} opens. */
    private void work(List<Integer> batch) {
        batches.add(List.copyOf(batch));
        if (batch.get(0) == 0) {
            begun.countDown();
            try {
                assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private BatchThread<Integer> thread(Limits limits, IntPredicate more) throws Exception {
        BatchThread<Integer> thread = new BatchThread<>(
                "test",
                limits,
                Integer::longValue,
                items -> begun.getCount() == 0 && more.test(items),
                work(this::work));
        thread.add(0);
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        return thread;
    }

    private void addAll(BatchThread<Integer> thread, int... items) {
        for (int item : items) {
            assertThat(thread.add(item)).isTrue();
        }
        held.countDown();
    }

    @Test
    void closesByNumber() throws Exception {
        try (BatchThread<Integer> thread = thread(new Limits(2, 1_000, LONG), items -> true)) {
            addAll(thread, 1, 2, 3, 4);
            await().until(() -> batches.size() == 3);
            assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4));
        }
    }

    @Test
    void closesByWeight() throws Exception {
        try (BatchThread<Integer> thread = thread(new Limits(100, 10, LONG), items -> true)) {
            addAll(thread, 4, 7, 100, 10);
            await().until(() -> batches.size() == 4);
            assertThat(batches).containsExactly(List.of(0), List.of(4, 7), List.of(100), List.of(10));
        }
    }

    @Test
    void closesByAge() throws Exception {
        try (BatchThread<Integer> thread = thread(new Limits(100, 1_000, Duration.ofMillis(1)), items -> true)) {
            addAll(thread, 1, 2);
            await().until(() -> batches.stream().mapToInt(List::size).sum() == 3);
        }
    }

    @Test
    void closesWhenNothingMoreCanCome() throws Exception {
        try (BatchThread<Integer> thread = thread(new Limits(100, 1_000, LONG), items -> items < 3)) {
            addAll(thread, 1, 2, 3);
            await().until(() -> batches.size() == 2);
            assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3));
        }
    }

    @Test
    void worksOnWhatWaitsBeforeItCloses() throws Exception {
        BatchThread<Integer> thread = thread(new Limits(100, 1_000, LONG), items -> true);
        addAll(thread, 1, 2);
        thread.close();
        List<Integer> all = new ArrayList<>();
        batches.forEach(all::addAll);
        assertThat(all).containsExactly(0, 1, 2);
        assertThat(thread.add(3)).isFalse();
    }

    @Test
    void outlivesAnErrorWhileABatchIsGathered() throws Exception {
        List<Integer> worked = new ArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        IntPredicate once = items -> {
            if (asked.getCount() == 0) {
                return false;
            }
            asked.countDown();
            throw new OutOfMemoryError("made by a test");
        };
        BatchThread<Integer> thread =
                new BatchThread<>("test", new Limits(9, 9, LONG), item -> 1, once, work(worked::addAll));
        assertThat(thread.add(1)).isTrue();
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(thread.add(2)).isTrue();
        thread.close();
        assertThat(brokenOff).contains(1);
        worked.addAll(brokenOff);
        assertThat(worked).as("each has its answer").containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void outlivesABatchThatBreaksOff() throws Exception {
        List<Integer> worked = new ArrayList<>();
        BatchThread<Integer> thread =
                new BatchThread<>("test", new Limits(1, 1, Duration.ZERO), item -> 1, items -> false, work(batch -> {
                    worked.addAll(batch);
                    if (batch.contains(1)) {
                        throw new IllegalStateException("made by a test");
                    }
                }));
        thread.add(1);
        thread.add(2);
        thread.close();
        assertThat(worked).containsExactly(1, 2);
        assertThat(brokenOff).as("told whose work broke off").containsExactly(1);
    }
}
