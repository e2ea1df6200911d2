package io.sluice.operate.why;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import io.sluice.intake.IgnoredNames;
import io.sluice.intake.RawAttributes;
import io.sluice.ledger.Version;
import io.sluice.operate.why.RawLook.Code;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import io.sluice.zone.Sha256;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at one place in the raw zone as a scan does, and says what a scan makes of it. */
final class RawFile {
    private static final String HOLDS_FILES = "Ask for one of the files in it";

    private final HomePaths home;
    private final Path source;
    private final Path file;
    private final @Nullable SourceRules rules;
    private final @Nullable Version decided;
    private final Instant now;

    /**
     * @param source the source's directory
     * @param file in it
     * @param rules null when the routes do not say
     * @param decided the decision that stands; null for none
     */
    RawFile(
            HomePaths home,
            Path source,
            Path file,
            @Nullable SourceRules rules,
            @Nullable Version decided,
            Instant now) {
        this.home = home;
        this.source = source;
        this.file = file;
        this.rules = rules;
        this.decided = decided;
        this.now = now;
    }

    RawLook look() throws EnvironmentFault {
        try {
            return looked();
        } catch (AccessDeniedException denied) {
            return left(
                    Code.UNREADABLE,
                    "cannot be looked at (permission denied)",
                    "Let the user that runs Sluice read it and its directories");
        } catch (IOException told) {
            throw IoFaults.of(told, file, "look at", "what a scan makes of it is not known");
        }
    }

    private RawLook looked() throws IOException {
        RawLook byName = byName();
        if (byName != null) {
            return byName;
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            RawLook undecodable = undecodable();
            return undecodable == null ? left(Code.MISSING, "is not in the raw zone", null) : undecodable;
        }
        RawLook byKind = byKind();
        if (byKind != null) {
            return byKind;
        }
        RawLook excluded = excluded();
        if (excluded != null) {
            return excluded;
        }
        RawAttributes attributes = RawAttributes.of(file);
        return decided == null ? taken(attributes) : compared(decided, attributes);
    }

    private @Nullable RawLook byName() {
        for (Path name : source.relativize(file)) {
            boolean last = name.equals(file.getFileName());
            String text = name.toString();
            if (last ? IgnoredNames.ignores(text) : text.startsWith(".")) {
                String what = last ? "its name " : "the name of its directory " + OneLine.of(text) + " ";
                return left(
                        Code.IGNORED_NAME,
                        "is ignored: " + what + rule(text),
                        "Rename it, when it is meant to be taken");
            }
        }
        return null;
    }

    private static String rule(String name) {
        return name.startsWith(".")
                ? "begins with \".\""
                : "ends in \"" + (name.endsWith("~") ? "~" : name.substring(name.lastIndexOf('.'))) + "\"";
    }

    /** A name that is no UTF-8 reads with a replacement character, and nothing opens under it. */
    private @Nullable RawLook undecodable() throws IOException {
        Path directory = file.getParent();
        if (directory == null || file.toString().indexOf('\uFFFD') < 0 || !Files.isDirectory(directory)) {
            return null;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (entry.toString().equals(file.toString())) {
                    return left(Code.NAME_NOT_UTF8, "is passed over: its name is not valid UTF-8", "Rename it");
                }
            }
        }
        return null;
    }

    private @Nullable RawLook byKind() throws IOException {
        for (Path above = file.getParent(); above != null && !above.equals(source); above = above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                return left(
                        Code.SYMLINK,
                        "is passed over: " + OneLine.of(source.relativize(above))
                                + " is a symlink to a directory, which no scan follows",
                        "Deliver the files themselves");
            }
        }
        if (Files.isSymbolicLink(file)) {
            return link();
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return left(Code.DIRECTORY, "is a directory; its files are taken one by one", HOLDS_FILES);
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? null
                : left(Code.NOT_A_FILE, "is passed over: it is a FIFO, a socket or a device", "Remove it");
    }

    private @Nullable RawLook link() throws IOException {
        if (Files.notExists(file)) {
            return passedOverLink("leads nowhere");
        }
        Path target = file.toRealPath();
        if (!target.startsWith(source.toRealPath())) {
            return passedOverLink("leaves the source, to " + OneLine.of(target));
        }
        return Files.isRegularFile(target) ? null : passedOverLink("leads to something other than a file");
    }

    private RawLook passedOverLink(String why) {
        return left(Code.SYMLINK, "is passed over: it is a symlink that " + why, "Deliver the file itself");
    }

    private @Nullable RawLook excluded() {
        if (rules == null) {
            return null;
        }
        String relative = source.relativize(file).toString();
        if (rules.doneFile() != null && rules.doneFile().names(relative)) {
            return left(
                    Code.DONE_FILE,
                    "is ignored: it is a done-file itself (" + OneLine.of(rules.doneFilePattern()) + " in "
                            + home.show(rules.file()) + ")",
                    null);
        }
        if (rules.include() != null
                && !rules.include().matcher(String.valueOf(file.getFileName())).matches()) {
            return left(
                    Code.NOT_INCLUDED,
                    "is ignored: its name does not match the include of its source, "
                            + OneLine.of(rules.include().pattern()) + ", in " + home.show(rules.file()),
                    "Rename it, or change the include and restart");
        }
        return null;
    }

    /** A file without a decision. */
    private RawLook taken(RawAttributes attributes) {
        RawLook waits = rules == null ? null : waits(rules, attributes);
        return waits == null ? look(Code.READY, "has not been decided yet", null, true, attributes) : waits;
    }

    private @Nullable RawLook waits(SourceRules known, RawAttributes attributes) {
        Instant changed = changed(attributes);
        if (known.doneFile() != null) {
            Path done = known.doneFile().of(file);
            return Files.exists(done)
                    ? null
                    : look(
                            Code.WAITS_FOR_DONE_FILE,
                            "waits for its done-file " + OneLine.of(String.valueOf(done.getFileName())) + " since "
                                    + changed.truncatedTo(ChronoUnit.SECONDS),
                            "The supplier has to place " + home.show(done),
                            true,
                            attributes);
        }
        double stillSeconds = known.stableSeconds() - changed.until(now, ChronoUnit.MILLIS) / 1_000.0;
        if (stillSeconds <= 0) {
            return null;
        }
        return look(
                Code.TOO_YOUNG,
                "is too young: it must have stood still for " + seconds(known.stableSeconds()) + ", which takes "
                        + seconds(stillSeconds) + " more",
                null,
                true,
                attributes);
    }

    private static Instant changed(RawAttributes attributes) {
        return instant(Math.max(attributes.ctimeNs(), attributes.mtimeNs()));
    }

    private static Instant instant(long ns) {
        return Instant.ofEpochSecond(0, ns);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0.1, seconds));
    }

    private RawLook compared(Version version, RawAttributes attributes) throws IOException {
        boolean sameSize = attributes.sizeBytes() == version.sizeBytes();
        boolean sameTime = attributes.mtimeNs() == version.mtimeNs();
        if (sameSize && Sha256.of(file.toRealPath()).equals(version.sha256())) {
            return sameTime
                    ? look(Code.UNCHANGED, "is as it was decided", null, false, attributes)
                    : look(
                            Code.TOUCHED,
                            "has the content that was decided, and another time of change since "
                                    + instant(attributes.mtimeNs()).truncatedTo(ChronoUnit.SECONDS),
                            null,
                            false,
                            attributes);
        }
        String sizes = sameSize
                ? sameTime ? ", behind the same size and mtime" : ""
                : " (" + version.sizeBytes() + " B then, " + attributes.sizeBytes() + " B now)";
        String text = "was changed since its decision" + sizes + ", though raw data is immutable";
        RawLook waits = rules == null ? null : waits(rules, attributes);
        return look(
                Code.CHANGED,
                waits == null ? text : text + "; it " + waits.text(),
                "Ask the supplier why; the new content becomes version " + (version.number() + 1),
                true,
                attributes);
    }

    private RawLook left(Code code, String text, @Nullable String todo) {
        return new RawLook(home.relative(file).toString(), code, text, todo, false, null, null);
    }

    private RawLook look(Code code, String text, @Nullable String todo, boolean takes, RawAttributes attributes) {
        return new RawLook(
                home.relative(file).toString(), code, text, todo, takes, attributes.sizeBytes(), attributes.mtimeNs());
    }
}
