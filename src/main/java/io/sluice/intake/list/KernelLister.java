package io.sluice.intake.list;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists with Linux's {@code getdents64}: no object per entry, and each entry comes with its kind and its inode, so that
 * known files need no {@code stat}. Used by one thread at a time.
 */
public final class KernelLister implements Lister {
    private static final Logger LOG = LoggerFactory.getLogger("scan");

    private static final int BUFFER_BYTES = 1 << 16;

    private static final int O_CLOEXEC = 0x80000;

    /** What FUSE says of every entry when its server names no inodes. */
    private static final long FUSE_UNKNOWN_INO = 0xffff_ffffL;

    private final Memory entries = new Memory(BUFFER_BYTES);
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private KernelLister() {}

    /**
     * A lister, if this system has what it needs; the first call takes about 0.1 s.
     *
     * @return empty on another system, with an old C library, where a sandbox forbids the calls, and where the JDK takes
     *     names for something other than UTF-8
     */
    public static Optional<KernelLister> find() {
        if (!"UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))
                || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return Optional.empty();
        }
        try {
            KernelLister lister = new KernelLister();
            KernelStatus.probe();
            lister.list(Path.of("/"), entry -> false);
            return Optional.of(lister);
        } catch (LinkageError | IOException absent) {
            LOG.debug("Directories are listed by the JDK", absent);
            return Optional.empty();
        }
    }

    @Override
    public boolean tellsInodes() {
        return true;
    }

    @Override
    public void list(Path directory, Visitor visitor) throws IOException {
        String path = directory.toString();
        int descriptor;
        try {
            descriptor = LibC.open(KernelStatus.terminated(path), O_CLOEXEC | directoryFlag());
        } catch (LastErrorException e) {
            throw KernelStatus.failed(e, path);
        }
        try {
            list(descriptor, path, visitor);
        } finally {
            LibC.close(descriptor);
        }
    }

    /** The one flag of these that differs between processors. */
    private static int directoryFlag() {
        return System.getProperty("os.arch").startsWith("aarch64") ? 0x4000 : 0x10000;
    }

    private void list(int descriptor, String directory, Visitor visitor) throws IOException {
        Cursor cursor = new Cursor(descriptor, directory);
        for (int filled = fill(descriptor, directory); filled > 0; filled = fill(descriptor, directory)) {
            for (int at = 0; at < filled; at += cursor.recordLength()) {
                cursor.moveTo(at);
                if (!cursor.isSelfOrParent() && !visitor.met(cursor)) {
                    return;
                }
            }
        }
    }

    private int fill(int descriptor, String directory) throws IOException {
        try {
            int filled = Math.toIntExact(LibC.getdents64(descriptor, entries, BUFFER_BYTES));
            entries.read(0, buffer, 0, filled);
            return filled;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == KernelStatus.ENOENT) {
                return 0; // removed while it was listed: the rest of it is gone
            }
            throw KernelStatus.failed(e, directory);
        }
    }

    /** The entry at a place of the buffer: a {@code struct linux_dirent64}. */
    private final class Cursor implements Entry {
        private static final int INODE = 0;
        private static final int RECORD_LENGTH = 16;
        private static final int TYPE = 18;
        private static final int NAME = 19;

        private final int descriptor;
        private final String directory;
        private int at;
        private int nameLength;

        private Cursor(int descriptor, String directory) {
            this.descriptor = descriptor;
            this.directory = directory;
        }

        private void moveTo(int place) {
            at = place;
            nameLength = 0;
            while (buffer[at + NAME + nameLength] != 0) {
                nameLength++;
            }
        }

        private int recordLength() {
            return (buffer[at + RECORD_LENGTH] & 0xff) | ((buffer[at + RECORD_LENGTH + 1] & 0xff) << 8);
        }

        private boolean isSelfOrParent() {
            return buffer[at + NAME] == '.' && (nameLength == 1 || (nameLength == 2 && buffer[at + NAME + 1] == '.'));
        }

        @Override
        public byte[] bytes() {
            return buffer;
        }

        @Override
        public int nameAt() {
            return at + NAME;
        }

        @Override
        public int nameLength() {
            return nameLength;
        }

        @Override
        public FileKind kind() {
            return FileKind.ofEntry(buffer[at + TYPE]);
        }

        @Override
        public long inode() {
            long inode = 0;
            for (int octet = 7; octet >= 0; octet--) {
                inode = (inode << 8) | (buffer[at + INODE + octet] & 0xff);
            }
            return inode == FUSE_UNKNOWN_INO ? 0 : inode;
        }

        @Override
        public FileStatus status() throws IOException {
            byte[] terminated = Arrays.copyOfRange(buffer, nameAt(), nameAt() + nameLength + 1);
            return KernelStatus.of(descriptor, terminated, directory);
        }
    }
}
