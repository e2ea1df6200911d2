package io.sluice.publish;

import io.sluice.fault.EnvironmentFault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Submits and waits for the answer. */
public final class Committing {
    private Committing() {}

    public static Commits of(Durability durability) {
        return durability == Durability.BATCH ? Commits.together(() -> 0) : Commits.eachAlone(durability);
    }

    public static void commit(Commits commits, Publication publication) throws EnvironmentFault {
        CompletableFuture<Optional<EnvironmentFault>> ended = new CompletableFuture<>();
        commits.submit(publication, new Commits.Answer() {
            @Override
            public void committed() {
                ended.complete(Optional.empty());
            }

            @Override
            public void failed(EnvironmentFault why) {
                ended.complete(Optional.of(why));
            }
        });
        Optional<EnvironmentFault> fault = ended.join();
        if (fault.isPresent()) {
            throw fault.get();
        }
    }

    static Published publish(Publisher publisher, Commits commits, byte[] content, Path target, Path backup)
            throws EnvironmentFault {
        Publisher.StagedFile staged = publisher.stage(Content.of(content), target, backup);
        commit(commits, staged.publication());
        return staged.result();
    }
}
