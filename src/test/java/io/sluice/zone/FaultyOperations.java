package io.sluice.zone;

import io.sluice.config.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real file system, which records every call, fails at one of them, and may write short or wrong. */
final class FaultyOperations implements FileOperations {
    static final int NEVER = -1;

    final List<String> calls = new ArrayList<>();
    private final SystemCalls real = new SystemCalls(Durability.FILE);
    private final int failAt;
    int bytesPerWrite = Integer.MAX_VALUE;
    boolean flipsBits;
    boolean refusesLinks;
    boolean flushesWhole;
    Runnable beforeEach = () -> {};

    FaultyOperations(int failAt) {
        this.failAt = failAt;
    }

    private void call(String name, Path path) throws IOException {
        beforeEach.run();
        String file = String.valueOf(path.getFileName());
        calls.add(name + " " + (file.startsWith(".sluice-") ? "temp" : file));
        if (calls.size() - 1 == failAt) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public OpenFile create(Path file) throws IOException {
        call("create", file);
        OpenFile opened = real.create(file);
        return new OpenFile() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                call("write", file);
                ByteBuffer part = bytes.slice(bytes.position(), Math.min(bytes.remaining(), bytesPerWrite));
                if (flipsBits) {
                    part = ByteBuffer.allocate(part.remaining());
                }
                int written = opened.write(part);
                bytes.position(bytes.position() + written);
                return written;
            }

            @Override
            public void sync() throws IOException {
                call("sync", file);
                opened.sync();
            }

            @Override
            public void close() throws IOException {
                call("close", file);
                opened.close();
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call("rename", to);
        real.rename(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        call("link", name);
        if (refusesLinks) {
            throw new FileSystemException(name.toString(), null, "Invalid cross-device link");
        }
        real.link(existing, name);
    }

    @Override
    public void symbolicLink(Path name, Path pointsAt) throws IOException {
        call("symbolicLink", name);
        real.symbolicLink(name, pointsAt);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        call("createDirectory", directory);
        real.createDirectory(directory);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        call("delete", path);
        return real.delete(path);
    }

    @Override
    public void sync(Path existing) throws IOException {
        call("sync", existing);
        real.sync(existing);
    }

    @Override
    public Object fileSystem(Path directory) throws IOException {
        return real.fileSystem(directory);
    }

    @Override
    public boolean syncFileSystem(Path directory, long sinceNs) throws IOException {
        if (!flushesWhole) {
            return false;
        }
        call("syncFileSystem", Path.of("of"));
        return true;
    }
}
