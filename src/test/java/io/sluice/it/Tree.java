package io.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories as tests compare them. */
final class Tree {
    private Tree() {}

    /** Everything below a directory, directories too: each path with its time of change and its content's hash. */
    static SortedMap<String, String> snapshot(Path directory) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (Path path : walk(directory)) {
            String content = Files.isRegularFile(path) ? sha256(path) : "directory";
            found.put(
                    directory.relativize(path).toString(),
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) + " " + content);
        }
        return found;
    }

    /** The files below a directory, by their paths relative to it; none when it does not exist. */
    /** Without the markers of zones. */
    static List<String> files(Path directory) throws IOException {
        return walk(directory).stream()
                .filter(Files::isRegularFile)
                .filter(file -> !file.endsWith(".sluice-zone"))
                .map(file -> directory.relativize(file).toString())
                .toList();
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path path : walk(from)) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    static String sha256(Path file) throws IOException {
        return sha256(Files.readAllBytes(file));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Path> walk(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted().toList();
        }
    }
}
