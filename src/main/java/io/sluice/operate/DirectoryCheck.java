package io.sluice.operate;

import io.sluice.config.Settings;
import io.sluice.text.HomePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether a run finds the directories that it reads, and may write where it writes. Nothing is made. */
final class DirectoryCheck {
    private final Settings settings;
    private final HomePaths home;
    private final List<String> problems;

    /** @param problems filled by {@link #check}: a line each */
    DirectoryCheck(Settings settings, List<String> problems) {
        this.settings = settings;
        this.home = new HomePaths(settings.home());
        this.problems = problems;
    }

    void check(List<String> sources) {
        sources.forEach(source -> read(settings.raw().resolve(source)));
        Map<String, Path> written = new LinkedHashMap<>();
        written.put("sluice.validated.directory", settings.validated());
        written.put("sluice.dead-letter.directory", settings.deadLetter());
        written.put("sluice.backups.directory", settings.backups());
        written.put("sluice.ledger.file", settings.ledger().resolveSibling(""));
        written.put("sluice.logs.directory", settings.logs());
        settings.zones().forEach((name, zone) -> written.put("sluice.zone." + name + ".directory", zone.directory()));
        written.forEach(this::write);
    }

    private void read(Path source) {
        if (!Files.isDirectory(source)) {
            problems.add(home.show(source)
                    + (Files.exists(source) ? " is no directory" : " is missing")
                    + "; the source's files are read from there: make it, or take the route file away");
        } else if (!Files.isReadable(source) || !Files.isExecutable(source)) {
            problems.add(home.show(source) + " may not be listed by this user; let the user that runs Sluice read it");
        }
    }

    private void write(String key, Path directory) {
        Path there = directory;
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            problems.add(home.show(there) + " is no directory; " + key + " needs one");
        } else if (!Files.isWritable(there)) {
            problems.add(home.show(there) + " may not be written by this user; " + key + " needs it");
        }
    }
}
