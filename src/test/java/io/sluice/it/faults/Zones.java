package io.sluice.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.it.faults.LedgerRows.VersionRow;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of the zones of a home, after a fault and at the end. */
final class Zones {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REASON = ".reason.json";

    private Zones() {}

    /** Name and mtime of everything in the raw zone. */
    static Map<String, FileTime> rawTimes(FaultyHome home) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home.raw())) {
            for (Path each : all.toList()) {
                times.put(each.toString(), Files.getLastModifiedTime(each));
            }
        }
        return times;
    }

    /** Every file that a reader of the zones can see is whole. Temps and dead letters without a reason may be there. */
    static void assertOnlyWholeFiles(FaultyHome home, Deliveries deliveries) throws IOException {
        for (String file : visible(home.validated())) {
            assertThat(deliveries.isBad(file)).as("%s was published", file).isFalse();
            assertThat(home.validated().resolve(file))
                    .hasBinaryContent(deliveries.files().get(file));
        }
        for (String file : visible(home.deadLetters())) {
            Path letter = home.deadLetters().resolve(file);
            if (file.endsWith(REASON)) {
                assertThat(JSON.readTree(letter.toFile()).path("sha256").isTextual())
                        .as("%s is a whole reason file", file)
                        .isTrue();
            } else {
                assertThat(deliveries.isBad(file))
                        .as("%s was dead-lettered", file)
                        .isTrue();
                assertThat(letter).hasBinaryContent(deliveries.files().get(file));
            }
        }
    }

    /** Every file was decided once, rightly, and has one copy that equals the raw file and the ledger. */
    static void assertOneCopyOfEach(FaultyHome home, Deliveries deliveries) throws IOException, SQLException {
        assertOnlyWholeFiles(home, deliveries);
        assertNoTemps(home);
        Set<String> letters = visible(home.deadLetters()).stream()
                .filter(file -> !file.endsWith(REASON))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> copies = new TreeSet<>(visible(home.validated()));
        assertThat(copies).as("published files").noneMatch(letters::contains);
        copies.addAll(letters);
        assertThat(copies).containsExactlyElementsOf(deliveries.files().keySet());
        for (String letter : letters) {
            assertReason(home.deadLetters().resolve(letter + REASON), letter, deliveries);
        }
        assertThat(visible(home.deadLetters())).hasSize(2 * letters.size());
        assertLedger(home, deliveries);
        assertThat(home.backups())
                .as("nothing was replaced by other bytes")
                .satisfies(backups -> assertThat(visible(backups)).isEmpty());
    }

    private static void assertReason(Path reasonFile, String letter, Deliveries deliveries) throws IOException {
        JsonNode reason = JSON.readTree(reasonFile.toFile());
        assertThat(reason.path("source").asText() + "/" + reason.path("file").asText())
                .isEqualTo(letter);
        assertThat(reason.path("sha256").asText())
                .isEqualTo(sha256(deliveries.files().get(letter)));
        assertThat(reason.path("findings")).isNotEmpty();
    }

    private static void assertLedger(FaultyHome home, Deliveries deliveries) throws SQLException {
        List<VersionRow> versions = LedgerRows.versions(home.ledger());
        assertThat(versions.stream().map(VersionRow::file))
                .containsExactlyInAnyOrderElementsOf(deliveries.files().keySet());
        Map<String, String> published = LedgerRows.published(home.ledger());
        for (VersionRow version : versions) {
            String file = version.file();
            String sha256 = sha256(deliveries.files().get(file));
            assertThat(version.sha256()).as("hash of %s", file).isEqualTo(sha256);
            assertThat(version.state()).as("state of %s", file).isEqualTo(stateOf(deliveries, file));
            assertThat(published.get(file))
                    .as("published hash of %s", file)
                    .isEqualTo(deliveries.isBad(file) ? "" : sha256);
        }
    }

    private static String stateOf(Deliveries deliveries, String file) {
        return deliveries.isBad(file) ? "REJECTED" : "VALIDATED";
    }

    static void assertNoTemps(FaultyHome home) throws IOException {
        try (Stream<Path> all = Files.walk(home.data())) {
            assertThat(all.filter(Zones::isTemp).filter(file -> !file.endsWith(".sluice-zone")))
                    .as("temp files")
                    .isEmpty();
        }
    }

    /** The files of a zone that are no temps, by their path in it; none when the zone does not exist. */
    static Set<String> visible(Path zone) throws IOException {
        Set<String> files = new TreeSet<>();
        if (!Files.isDirectory(zone)) {
            return files;
        }
        Files.walkFileTree(zone, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isTemp(file)) {
                    files.add(zone.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            /** A temp is gone as soon as it has its name. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        return files;
    }

    private static boolean isTemp(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || name.endsWith(".tmp");
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
