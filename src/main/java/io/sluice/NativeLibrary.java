package io.sluice;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's native library for the launcher, once for a build, so that the driver need not unpack it at every start
 * into a temp file, which a killed process would leave behind. Which library fits this machine is the driver's own choice.
 */
public final class NativeLibrary {
    private NativeLibrary() {}

    /**
     * Unpacks the library into a directory.
     *
     * @param arguments the directory, which is created when it is missing
     * @throws IOException when the driver has no library for this machine, or it cannot be written; no library is in the
     *     directory then
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Path temp = directory.resolve(name + ".tmp");
        try (InputStream library = SQLiteDataSource.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new FileNotFoundException("SQLite's driver holds no " + resource);
            }
            Files.copy(library, temp, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel written = FileChannel.open(temp, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(temp, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp);
        }
    }
}
