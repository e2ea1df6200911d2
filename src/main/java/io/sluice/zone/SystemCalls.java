package io.sluice.zone;

import io.sluice.config.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The file system of this machine. Under {@link Durability#NONE} it does not wait for the disk. */
final class SystemCalls implements FileOperations {
    /** One set for all: given one by one, the options are put into a set for each file. */
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final boolean waits;
    private final WholeFileSystems wholes = new WholeFileSystems();

    SystemCalls(Durability durability) {
        this.waits = durability != Durability.NONE;
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        return new Channel(FileChannel.open(file, NEW), waits);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void symbolicLink(Path name, Path pointsAt) throws IOException {
        Files.createSymbolicLink(name, pointsAt);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Files.deleteIfExists(path);
    }

    @Override
    public void sync(Path existing) throws IOException {
        if (waits) {
            try (FileChannel channel = FileChannel.open(existing, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Object fileSystem(Path directory) throws IOException {
        return Files.getAttribute(directory, "unix:dev");
    }

    @Override
    public boolean syncFileSystem(Path directory, long sinceNs) throws IOException {
        return waits && wholes.sync(directory, fileSystem(directory), sinceNs);
    }

    private record Channel(FileChannel channel, boolean waits) implements OpenFile {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public void sync() throws IOException {
            if (waits) {
                channel.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
