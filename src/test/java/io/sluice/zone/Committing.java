package io.sluice.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.batch.Answer;
import io.sluice.config.Durability;
import io.sluice.event.Events;
import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Submits and waits for the answer. */
public final class Committing {
    private Committing() {}

    public static Commits of(Durability durability) {
        return durability == Durability.BATCH
                ? Commits.together(() -> 0, new Events())
                : Commits.eachAlone(durability, new Events());
    }

    public static void commit(Commits commits, Publication publication) throws EnvironmentFault {
        CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
        commits.submit(publication, new Answer<>() {
            @Override
            public void done(Publication committed) {
                ended.complete(Optional.empty());
            }

            @Override
            public void failed(Throwable why) {
                ended.complete(Optional.of(why));
            }
        });
        Optional<Throwable> why = ended.join();
        if (why.isPresent() && why.get() instanceof EnvironmentFault fault) {
            throw fault;
        }
        assertThat(why).isEmpty();
    }

    static Published publish(Publisher publisher, Commits commits, byte[] content, Path target, Path backup)
            throws EnvironmentFault {
        Publisher.StagedFile staged = publisher.stage(Content.of(content), target, () -> backup);
        commit(commits, staged.publication());
        return staged.result();
    }
}
