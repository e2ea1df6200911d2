package io.sluice.intake.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Lists with the JDK alone: names only, and some objects per entry. */
public final class StreamLister implements Lister {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public void list(Path directory, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!visitor.met(new Named(entry, name(entry)))) {
                    return;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    @Override
    public boolean tellsInodes() {
        return false;
    }

    /** The bytes of the last name. The JDK shows those that are not UTF-8 only in a URI. */
    private static byte[] name(Path entry) {
        String name = Objects.requireNonNull(entry.getFileName()).toString();
        if (name.indexOf(REPLACEMENT) < 0) {
            return name.getBytes(UTF_8);
        }
        String uri = entry.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return unescaped(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    private static byte[] unescaped(String escaped) {
        StringBuilder bytes = new StringBuilder(escaped.length());
        for (int at = 0; at < escaped.length(); at++) {
            char character = escaped.charAt(at);
            if (character == '%') {
                bytes.append((char) Integer.parseInt(escaped, at + 1, at + 3, 16));
                at += 2;
            } else {
                bytes.append(character);
            }
        }
        return bytes.toString().getBytes(ISO_8859_1);
    }

    private static final class Named implements Entry {
        private final Path path;
        private final byte[] name;

        private Named(Path path, byte[] name) {
            this.path = path;
            this.name = name;
        }

        @Override
        public byte[] bytes() {
            return name;
        }

        @Override
        public int nameAt() {
            return 0;
        }

        @Override
        public int nameLength() {
            return name.length;
        }

        @Override
        public FileKind kind() {
            return FileKind.UNKNOWN;
        }

        @Override
        public long inode() {
            return 0;
        }

        @Override
        public FileStatus status() throws IOException {
            return FileStatus.of(path);
        }
    }
}
