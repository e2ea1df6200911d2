package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.event.ScanCount;
import io.sluice.intake.list.Entry;
import io.sluice.intake.list.FileKind;
import io.sluice.intake.list.FileStatus;
import io.sluice.intake.list.Lister;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** What one scan does in each directory: tells known files from others, and counts them. */
final class DirectoryVisit {
    /** Linux opens no longer path; the byte that ends it counts. */
    private static final int PATH_BYTES_MAX = 4_095;

    /** What is enough for a file to count as one that a standing decision was taken on, unless it was rejected. */
    enum Trust {
        /** Its name; {@link #compare} follows. */
        NAMES,
        /** Its name and the inode that it was last seen under. */
        INODES,
        /** Only its size, mtime and inode change time. */
        NOTHING
    }

    private final Path root;
    private final FileIndex index;
    private final Lister lister;
    private final ScanCount count;
    private final DirectoryWalk.Visitor visitor;
    private final RejectedFiles rejected;
    private final EntryKeys keys;
    private Path directory;
    private String relative = "";
    private boolean closed;

    DirectoryVisit(
            Path root,
            FileIndex index,
            Lister lister,
            ScanCount count,
            DirectoryWalk.Visitor visitor,
            RejectedFiles rejected) {
        this.root = root;
        this.index = index;
        this.keys = new EntryKeys(index);
        this.lister = lister;
        this.count = count;
        this.visitor = visitor;
        this.rejected = rejected;
        this.directory = root;
    }

    /** Lists a directory and meets everything in it. */
    void list(String relative, WalkedDirectory into, Trust trust) throws IOException {
        enter(relative);
        lister.list(directory, entry -> {
            if (!visitor.goesOn()) {
                return false;
            }
            if (trust != Trust.NOTHING && isTrusted(entry, trust)) {
                count.known(1);
                into.addKnown(1);
            } else {
                meet(entry, into);
            }
            return true;
        });
    }

    private boolean isTrusted(Entry entry, Trust trust) {
        if (entry.kind() != FileKind.FILE || entry.inode() == 0) {
            return false;
        }
        long key = keys.key(entry);
        return trust == Trust.NAMES ? index.standsUncompared(key, entry.inode()) : index.standsAt(key, entry.inode());
    }

    /** Counts a directory that need not be listed, and meets what was left open in it. */
    void again(String relative, WalkedDirectory into) {
        enter(relative);
        count.known(into.known());
        count.ignored(into.ignored());
        for (String name : into.takeAgain()) {
            if (!visitor.goesOn()) {
                into.addAgain(name);
                continue;
            }
            try {
                requireShortEnough(name, name.getBytes(UTF_8).length);
                FileStatus status = FileStatus.of(directory.resolve(name));
                if (status.kind() != FileKind.DIRECTORY) {
                    meet(name, status, 0, into);
                }
            } catch (NoSuchFileException gone) {
                // there is nothing left to do for it
            } catch (IOException e) {
                unreadable(name, e, into);
            }
        }
    }

    /** Lists a directory and compares the files that counted as known for their names alone. */
    void compare(String relative, WalkedDirectory into) throws IOException {
        enter(relative);
        lister.list(directory, entry -> {
            boolean goesOn = visitor.goesOn();
            if (goesOn && index.isListed(keys.key(entry))) {
                compare(entry, into);
            }
            return goesOn;
        });
    }

    private void compare(Entry entry, WalkedDirectory into) {
        String name = new String(entry.bytes(), entry.nameAt(), entry.nameLength(), UTF_8);
        try {
            FileStatus status = entry.status();
            if (status.kind() == FileKind.FILE
                    && index.standsAs(keys.key(entry), status, entry.inode()) == FileIndex.Standing.NONE) {
                uncount(into);
                meet(name, status, entry.inode(), into);
            }
        } catch (NoSuchFileException gone) {
            uncount(into);
        } catch (IOException e) {
            uncount(into);
            unreadable(name, e, into);
        }
    }

    private void uncount(WalkedDirectory into) {
        count.known(-1);
        into.addKnown(-1);
    }

    private void enter(String entered) {
        relative = entered;
        directory = root.resolve(entered);
        keys.enter(entered);
        closed = false;
    }

    private void meet(Entry entry, WalkedDirectory into) {
        Optional<String> decoded = FileNames.decoded(entry.bytes(), entry.nameAt(), entry.nameLength());
        if (decoded.isEmpty()) {
            passOver(entry, into);
            return;
        }
        String name = decoded.get();
        FileKind kind = entry.kind();
        if (kind == FileKind.FILE && IgnoredNames.ignores(name)) {
            countMet(Met.IGNORED, name, into);
        } else if (kind == FileKind.FILE || kind == FileKind.UNKNOWN) {
            meetByStatus(name, entry, into);
        } else {
            meetOther(name, kind, into);
        }
    }

    private void passOver(Entry entry, WalkedDirectory into) {
        visitor.passedOver(
                directory,
                FileNames.escaped(entry.bytes(), entry.nameAt(), entry.nameLength()),
                FileNames.undecodable());
        count.ignored(1);
        into.addIgnored(1);
    }

    private void meetByStatus(String name, Entry entry, WalkedDirectory into) {
        try {
            requireShortEnough(name, entry.nameLength());
            FileStatus status = entry.status();
            meet(name, status, entry.inode(), into);
        } catch (NoSuchFileException gone) {
            // since it was listed: there is nothing left to do for it
        } catch (IOException e) {
            unreadable(name, e, into);
        }
    }

    private void requireShortEnough(String name, int nameBytes) throws FileSystemException {
        int bytes = root.toString().getBytes(UTF_8).length + 1 + keys.directoryLength() + nameBytes;
        if (bytes > PATH_BYTES_MAX) {
            throw new FileSystemException(
                    directory.resolve(name).toString(),
                    null,
                    "its path has " + bytes + " bytes and this system opens at most " + PATH_BYTES_MAX
                            + "; shorten the names of its directories");
        }
    }

    private void meet(String name, FileStatus status, long inode, WalkedDirectory into) {
        if (status.kind() == FileKind.FILE) {
            Met met = metFile(name, status, inode);
            if (met == Met.REJECTED) {
                rejected.met(relative + name, status);
            }
            countMet(met, name, into);
        } else {
            meetOther(name, status.kind(), into);
        }
    }

    private void meetOther(String name, FileKind kind, WalkedDirectory into) {
        switch (kind) {
            case DIRECTORY -> {
                if (name.startsWith(".")) {
                    countMet(Met.IGNORED, name, into);
                } else {
                    into.addDirectory(name);
                }
            }
            case LINK -> meetLink(name, into);
            case FILE, OTHER, UNKNOWN -> visitor.passedOver(directory, name, "it is a FIFO, a socket or a device");
        }
    }

    /** Whatever one entry makes of it costs that entry, and not those that the scan has yet to meet. */
    private Met metFile(String name, FileStatus status, long inode) {
        long key = keys.key(name);
        FileIndex.Standing standing = index.standsAs(key, status, inode);
        if (standing != FileIndex.Standing.NONE) {
            return standing == FileIndex.Standing.REJECTED ? Met.REJECTED : Met.KNOWN;
        }
        Path file = directory.resolve(name);
        try {
            return visitor.file(file, status, index.holds(key));
        } catch (RuntimeException defect) {
            visitor.defect(file, defect);
            return Met.OPEN;
        }
    }

    private void countMet(Met met, String name, WalkedDirectory into) {
        switch (met) {
            case KNOWN, REJECTED -> {
                count.known(1);
                into.addKnown(1);
            }
            case IGNORED -> {
                count.ignored(1);
                into.addIgnored(1);
            }
            case OPEN -> {
                count.open();
                into.addAgain(name);
            }
        }
    }

    /** What it leads to may change without a trace in this directory, so a symlink is met again at every scan. */
    private void meetLink(String name, WalkedDirectory into) {
        into.addAgain(name);
        Path link = directory.resolve(name);
        Path target;
        FileStatus status;
        try {
            target = link.toRealPath();
            status = FileStatus.of(target);
            if (!target.startsWith(root.toRealPath())) {
                visitor.passedOver(directory, name, "it is a symlink that leaves the source");
                return;
            }
        } catch (IOException e) {
            visitor.passedOver(directory, name, "it is a symlink that leads nowhere");
            return;
        }
        if (status.kind() != FileKind.FILE) {
            visitor.passedOver(directory, name, "it is a symlink to something other than a file");
            return;
        }
        switch (metFile(name, status, 0)) {
            case KNOWN, REJECTED -> count.known(1);
            case IGNORED -> count.ignored(1);
            case OPEN -> count.open();
        }
    }

    /** An entry without a status. When permission is missing it is the directory's, and concerns all that is in it. */
    private void unreadable(String name, IOException why, WalkedDirectory into) {
        if (IgnoredNames.ignores(name)) {
            countMet(Met.IGNORED, name, into);
            return;
        }
        if (!(why instanceof AccessDeniedException)) {
            visitor.unreadableFile(directory.resolve(name), why);
        } else if (!closed) {
            closed = true;
            visitor.unreadable(directory, why);
        }
        countMet(Met.OPEN, name, into);
    }
}
