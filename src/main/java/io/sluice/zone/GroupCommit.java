package io.sluice.zone;

import io.sluice.batch.Answer;
import io.sluice.batch.BatchThread;
import io.sluice.batch.Limits;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Commits many publications together: one flush makes the bytes, the backups and the new directories of all of them
 * durable, then they get their names, then one flush makes the names durable.
 *
 * <p>A batch closes when it is large enough, when its first publication has waited long enough, or when nothing else is on
 * its way. One that cannot be named fails alone; those of a file system that cannot be flushed fail together.
 */
final class GroupCommit extends Commits {
    /** Far more than one flush per twenty files; few enough that a failed flush throws little work away. */
    private static final int PUBLICATIONS_MAX = 256;

    /** What a disk of 100 MB/s writes in a third of a second. */
    private static final long BYTES_MAX = 32L << 20;

    /** Long against the time that a worker needs for a file, short against a poll. */
    private static final Duration AGE_MAX = Duration.ofMillis(50);

    /** So few are flushed each for itself: other programs may have written far more to the file system. */
    private static final int FEW = 2;

    private final BatchThread<Submitted> thread;
    private final Set<Path> madeIn = ConcurrentHashMap.newKeySet();

    GroupCommit(FileOperations operations, IntSupplier inHand, Events events) {
        super(operations, events);
        this.thread = new BatchThread<>(
                "publish",
                new Limits(PUBLICATIONS_MAX, BYTES_MAX, AGE_MAX),
                submitted -> submitted.publication.sizeBytes(),
                gathered -> gathered < inHand.getAsInt(),
                new BatchThread.Work<>() {
                    @Override
                    public void on(List<Submitted> batch) {
                        commit(batch);
                    }

                    @Override
                    public void brokeOff(List<Submitted> batch, Throwable why) {
                        batch.forEach(each -> each.fail(why));
                    }
                });
    }

    /** A publication in a batch; it is out of it once it was answered. */
    final class Submitted {
        private final Publication publication;
        private final Answer<Publication> answer;
        private boolean answered;

        private Submitted(Publication publication, Answer<Publication> answer) {
            this.publication = publication;
            this.answer = answer;
        }

        Publication publication() {
            return publication;
        }

        boolean failed() {
            return answered;
        }

        private boolean liesBelow(Path directory) {
            return Stream.concat(publication.files().stream().map(Staged::target), publication.kept().stream())
                    .anyMatch(path -> path.startsWith(directory));
        }

        void fail(Throwable why) {
            if (!answered) {
                answered = true;
                BatchThread.tell(publication::close);
                ended(publication);
                BatchThread.tell(() -> answer.failed(why));
            }
        }

        private void committed() {
            if (!answered) {
                answered = true;
                ended(publication);
                BatchThread.tell(() -> answer.done(publication));
            }
        }
    }

    @Override
    public void submit(Publication publication, Answer<Publication> answer) {
        Submitted submitted = new Submitted(publication, answer);
        if (!thread.add(submitted)) {
            submitted.fail(new EnvironmentFault(
                    EnvironmentFault.Kind.INTERRUPTED,
                    Path.of("/"),
                    "Sluice is stopping; nothing was published, the file stays pending; nothing needs to be done"));
        }
    }

    @Override
    void directoryMade(Path above) {
        madeIn.add(above);
    }

    @Override
    void kept(Path name) {
        // part of the publication, and flushed with its bytes
    }

    private void commit(List<Submitted> batch) {
        long sinceNs = System.nanoTime();
        boolean whole = batch.size() > FEW;
        confirm(batch);
        flushBytes(batch, whole);
        batch.forEach(GroupCommit::name);
        flushNames(batch, whole);
        committed(
                batch.stream()
                        .filter(each -> !each.failed())
                        .map(Submitted::publication)
                        .toList(),
                sinceNs);
        for (Submitted each : batch) {
            each.committed();
        }
    }

    /** A directory may have been removed or swapped since something was staged in it: one scan for all of a batch. */
    private static void confirm(List<Submitted> batch) {
        Map<Path, Optional<EnvironmentFault>> looked = new HashMap<>();
        for (Submitted each : batch) {
            for (Staged file : each.publication.files()) {
                looked.computeIfAbsent(file.directory(), directory -> fault(file))
                        .ifPresent(each::fail);
            }
        }
    }

    private static Optional<EnvironmentFault> fault(Staged file) {
        try {
            file.confirm();
            return Optional.empty();
        } catch (EnvironmentFault fault) {
            return Optional.of(fault);
        }
    }

    /** A directory is taken out before it is flushed: an entry that is made meanwhile asks for another flush. */
    private void flushBytes(List<Submitted> batch, boolean whole) {
        Flush bytes = new Flush(operations(), whole);
        List<Path> made = List.copyOf(madeIn);
        made.forEach(madeIn::remove);
        made.forEach(above -> bytes.directory(
                above,
                () -> batch.stream().filter(each -> each.liesBelow(above)).toList()));
        batch.stream().filter(each -> !each.failed()).forEach(bytes::bytesOf);
        Set<Path> durable = bytes.run();
        made.stream().filter(above -> !durable.contains(above)).forEach(madeIn::add);
    }

    private void flushNames(List<Submitted> batch, boolean whole) {
        Flush names = new Flush(operations(), whole);
        for (Submitted each : batch) {
            if (!each.failed()) {
                each.publication.files().forEach(file -> names.directory(file.directory(), each));
            }
        }
        names.run();
    }

    private static void name(Submitted each) {
        if (each.failed()) {
            return;
        }
        try {
            for (Staged file : each.publication.files()) {
                file.name();
            }
        } catch (EnvironmentFault fault) {
            each.fail(fault);
        }
    }

    /** Commits what waits, and ends the thread. */
    @Override
    public void close() {
        thread.close();
    }
}
