package io.sluice.camel;

import io.sluice.check.DocumentChecker;
import io.sluice.check.HeapShare;
import io.sluice.check.Schema;
import io.sluice.check.finding.Findings;
import io.sluice.event.Event;
import io.sluice.event.FileRef;
import io.sluice.fault.EnvironmentFault;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.FileId;
import io.sluice.ledger.News;
import io.sluice.ledger.Version;
import io.sluice.stage.StagePlan;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads published files, and proves their bytes against the hash under which the ledger has them. Another hash is a fault
 * only when it stays although nothing upstream is uncommitted: a file gets its name before the ledger says so.
 */
final class PublishedReader {
    /** One set for all: given one by one, the options are put into a set for each file. */
    private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

    /** Of what no scan brings: a source without a route, or what another stage publishes. */
    private static final long NO_SCANS = -1;

    private final Zones zones;
    private final StagePlan plan;
    private final Workers workers;
    private final @Nullable Schema schema;

    /** How many scans the source had had when a file was first found to differ, by its event. */
    private final Map<Long, Long> differing = new ConcurrentHashMap<>();

    PublishedReader(Zones zones, StagePlan plan, @Nullable Schema schema, Workers workers) {
        this.zones = zones;
        this.plan = plan;
        this.workers = workers;
        this.schema = schema;
    }

    /** @throws LeftPending when there is no such file, and it may be there soon */
    RawAttributes attributes(News news) throws LeftPending, EnvironmentFault {
        Path path = path(news);
        try {
            return RawAttributes.of(path);
        } catch (NoSuchFileException gone) {
            throw differs(news, "is gone");
        } catch (IOException told) {
            throw zones.intake().cannotRead(path, told);
        }
    }

    private Path path(News news) {
        return plan.directory().resolve(news.publishedPath());
    }

    /**
     * Reads a file.
     *
     * @return null when another version has taken its place
     * @throws LeftPending when it may be about to be published anew
     * @throws EnvironmentFault when it cannot be read, or holds what the ledger does not know
     */
    @Nullable
    Reading read(News news, FileRef file, RawAttributes attributes, @Nullable Version current)
            throws LeftPending, EnvironmentFault {
        zones.events().publish(new Event.FileBegun(file, false));
        HeapShare.Part memory = RawReader.memoryFor(attributes, zones.limits().documentBytesMax());
        Reading reading = null;
        try {
            reading = proved(news, file, attributes, current);
        } finally {
            if (reading == null) {
                memory.giveBack();
            }
        }
        return reading == null ? null : reading.holding(memory);
    }

    private @Nullable Reading proved(News news, FileRef file, RawAttributes attributes, @Nullable Version current)
            throws LeftPending, EnvironmentFault {
        Instant startedAt = zones.clock().instant();
        MessageDigest digest = Sha256.digest();
        byte[] content = bytes(news, attributes, digest);
        String sha256 = Sha256.hex(digest.digest());
        if (!sha256.equals(news.sha256())) {
            if (isSuperseded(news)) {
                differing.remove(news.event());
                return null;
            }
            throw differs(news, "holds other bytes, with SHA-256 " + sha256);
        }
        differing.remove(news.event());
        return new Reading(
                file,
                news.file().at(plan.name()),
                path(news),
                attributes,
                sha256,
                content,
                startedAt,
                current,
                refused(attributes, content),
                new Reading.Purpose(schema, plan.start().publishes(), news),
                workers);
    }

    /** What a check will say of it, where the stage has one. */
    private Findings refused(RawAttributes attributes, byte @Nullable [] content) {
        return content == null && schema != null
                ? DocumentChecker.tooLarge(
                        attributes.sizeBytes(), zones.limits().documentBytesMax())
                : Findings.NONE;
    }

    private byte @Nullable [] bytes(News news, RawAttributes attributes, MessageDigest digest)
            throws LeftPending, EnvironmentFault {
        Path path = path(news);
        try (FileChannel in = FileChannel.open(path, READ)) {
            if (attributes.sizeBytes() > zones.limits().documentBytesMax()) {
                RawReader.hash(in, digest);
                return null;
            }
            byte[] content = RawReader.whole(news.file(), in, Math.toIntExact(attributes.sizeBytes()));
            digest.update(content);
            return content;
        } catch (NoSuchFileException gone) {
            throw differs(news, "is gone");
        } catch (IOException told) {
            throw zones.intake().cannotRead(path, told);
        }
    }

    private boolean isSuperseded(News news) throws EnvironmentFault {
        return zones.ledger()
                .lastPublished(news.file())
                .filter(last -> last.id() != news.version() && !news.sha256().equals(last.publishedSha256()))
                .isPresent();
    }

    private LeftPending differs(News news, String how) throws EnvironmentFault {
        zones.writers().get().requireZone(plan.start().reads());
        long scans = scans(news.file());
        long since = differing.computeIfAbsent(news.event(), first -> scans);
        boolean over = zones.stages().hasRawEnded() || scans == NO_SCANS;
        if (zones.uncommitted().contains(news.file()) || !isSettled(news.file())) {
            return LeftPending.changed(news.file().toString());
        }
        if (isTroubled(news.file())) {
            throw new EnvironmentFault(
                    EnvironmentFault.Kind.SOURCE,
                    path(news),
                    shown(news) + " " + how
                            + ", and may be about to be published anew, once what keeps its source pending is over;"
                            + " the stage " + plan.name() + " waits for that");
        }
        if (!over && scans <= since) {
            return LeftPending.changed(news.file().toString());
        }
        throw new EnvironmentFault(
                EnvironmentFault.Kind.INTEGRITY,
                path(news),
                shown(news) + " " + how + ", and the ledger says that run " + news.run()
                        + " published it with SHA-256 " + news.sha256() + "; the stage " + plan.name()
                        + " reads no further for " + news.file().source()
                        + ". Put the published bytes back and find out who changed them, or pass over the file: sluice reprocess --stage "
                        + plan.name() + " --skip " + news.file());
    }

    private String shown(News news) {
        return zones.intake().shown(path(news));
    }

    private boolean isTroubled(FileId file) {
        return zones.intake().faults().isTroubled(FileRef.lane(file.stage(), file.source()));
    }

    private long scans(FileId file) {
        return file.stage().equals(FileRef.VALIDATE)
                ? zones.intake().scans(file.source()).orElse(NO_SCANS)
                : NO_SCANS;
    }

    /** Whether what publishes the file has nothing under way. */
    private boolean isSettled(FileId file) {
        return file.stage().equals(FileRef.VALIDATE) || zones.stages().isSettled(file.stage(), file.source());
    }
}
