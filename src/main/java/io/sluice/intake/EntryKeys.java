package io.sluice.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.intake.list.Entry;
import java.util.Arrays;

/** The keys in the index of the entries of one directory after another, without garbage. */
final class EntryKeys {
    /** A name has at most 255 bytes in most file systems; longer ones make the buffer grow. */
    private static final int NAME_BYTES = 256;

    private final FileIndex index;
    private byte[] path = new byte[NAME_BYTES];
    private int directoryLength;

    EntryKeys(FileIndex index) {
        this.index = index;
    }

    /** @param directory relative to the source, with a slash behind each name */
    void enter(String directory) {
        byte[] prefix = directory.getBytes(UTF_8);
        path = Arrays.copyOf(prefix, prefix.length + NAME_BYTES);
        directoryLength = prefix.length;
    }

    /** The length in bytes of the directory's path relative to the source. */
    int directoryLength() {
        return directoryLength;
    }

    long key(Entry entry) {
        return key(entry.bytes(), entry.nameAt(), entry.nameLength());
    }

    long key(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return key(bytes, 0, bytes.length);
    }

    private long key(byte[] name, int at, int length) {
        if (directoryLength + length > path.length) {
            path = Arrays.copyOf(path, directoryLength + length);
        }
        System.arraycopy(name, at, path, directoryLength, length);
        return index.key(path, directoryLength + length);
    }
}
