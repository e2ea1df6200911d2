package io.sluice.ledger;

import io.sluice.fault.EnvironmentFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads share one commit, because a commit costs an fsync however little it holds.
 *
 * <p>Each caller queues its item. Whoever finds nobody leading takes the lead, commits everything that was queued, gives
 * the lead back and wakes the others: those whose item was decided collect the outcome, and one of the rest leads next.
 * Nobody waits for company: a caller that is alone commits at once. A fault of the environment is everybody's; a defect in one item must not fail
 * the others, so that a batch with one is committed again item by item.
 */
final class GroupCommit<I, O> {

    /** Commits every item or none; one outcome per item, in order. */
    interface Commit<I, O> {
        List<O> commit(List<I> items) throws EnvironmentFault;
    }

    private static final class Waiting<I, O> {
        private final I item;
        private @Nullable O outcome;
        private @Nullable Throwable failure;

        Waiting(I item) {
            this.item = item;
        }

        boolean decided() {
            return outcome != null || failure != null;
        }
    }

    private final Lock lock = new ReentrantLock();
    private final Condition leadGivenBack = lock.newCondition();
    private final Queue<Waiting<I, O>> queue = new ArrayDeque<>();
    private final int itemsMax;
    private final Commit<I, O> commit;
    private boolean led;

    /** @param itemsMax how many items one commit holds at most */
    GroupCommit(int itemsMax, Commit<I, O> commit) {
        this.itemsMax = itemsMax;
        this.commit = commit;
    }

    /** Returns once the item is committed. */
    O submit(I item) throws EnvironmentFault {
        Waiting<I, O> waiting = new Waiting<>(item);
        lock.lock();
        try {
            queue.add(waiting);
            while (!waiting.decided()) {
                if (led) {
                    leadGivenBack.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
        return outcomeOf(waiting);
    }

    /** Lets go of the lock during the commit, so that others can queue. */
    private void lead() {
        List<Waiting<I, O>> taken = takeQueued();
        led = true;
        lock.unlock();
        try {
            decide(taken);
        } finally {
            lock.lock();
            led = false;
            leadGivenBack.signalAll();
        }
    }

    private List<Waiting<I, O>> takeQueued() {
        List<Waiting<I, O>> taken = new ArrayList<>();
        while (taken.size() < itemsMax && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    private void decide(List<Waiting<I, O>> group) {
        try {
            List<O> outcomes =
                    commit.commit(group.stream().map(waiting -> waiting.item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome = outcomes.get(i);
            }
        } catch (EnvironmentFault | Error failure) {
            group.forEach(waiting -> waiting.failure = failure);
        } catch (RuntimeException defect) {
            if (group.size() == 1) {
                group.get(0).failure = defect;
            } else {
                group.forEach(waiting -> decide(List.of(waiting)));
            }
        }
    }

    private static <O> O outcomeOf(Waiting<?, O> waiting) throws EnvironmentFault {
        Throwable failure = waiting.failure;
        if (failure instanceof EnvironmentFault fault) {
            throw fault;
        } else if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        O outcome = waiting.outcome;
        if (outcome == null) {
            throw new IllegalStateException("an item left the queue undecided");
        }
        return outcome;
    }
}
