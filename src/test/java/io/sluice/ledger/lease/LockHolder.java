package io.sluice.ledger.lease;

import java.nio.file.Path;
import java.time.Instant;

/** A process that takes the run lock, says so, and holds it until it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (RunLock lock =
                RunLock.acquire(Path.of(arguments[0]), "watch", arguments[2], Instant.parse(arguments[1]))) {
            System.out.println(lock == null ? "nothing" : "held");
            Thread.currentThread().join();
        } catch (AlreadyRunning refused) {
            System.out.println("refused " + refused.holder().pid());
        }
    }
}
