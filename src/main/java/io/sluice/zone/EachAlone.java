package io.sluice.zone;

import io.sluice.batch.Answer;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes each publication, each new directory and each backup durable at once. */
final class EachAlone extends Commits {
    EachAlone(FileOperations operations, Events events) {
        super(operations, events);
    }

    @Override
    public void submit(Publication publication, Answer<Publication> answer) {
        long sinceNs = System.nanoTime();
        try (publication) {
            for (Staged file : publication.files()) {
                file.commit();
            }
        } catch (EnvironmentFault | RuntimeException | Error why) {
            ended(publication);
            answer.failed(why);
            return;
        }
        ended(publication);
        committed(List.of(publication), sinceNs);
        answer.done(publication);
    }

    @Override
    public void close() {
        // nothing waits
    }

    @Override
    void directoryMade(Path above) throws IOException {
        operations().sync(above);
    }

    /** The bytes too: a program that knew nothing of fsync may have put the old file there. */
    @Override
    void kept(Path name) throws IOException {
        if (!Files.isSymbolicLink(name)) {
            operations().sync(name);
        }
        operations().sync(DurableWriter.parentOf(name));
    }
}
