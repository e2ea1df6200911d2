package io.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process listens on, as the kernel says it. */
final class Sockets {
    private static final String LISTENING = "0A";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    /** {@code 127.0.0.1} in the byte order of this machine, for IPv4 and as IPv6 has it. */
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    /**
     * One socket that listens, or takes datagrams.
     *
     * @param address in hexadecimal digits, as in {@code /proc/net}
     */
    record Listening(String protocol, String address, int port) {
        boolean isLoopback() {
            return LOOPBACK.contains(address);
        }
    }

    private Sockets() {}

    /** Every listening socket of a process, and every UDP socket. */
    static List<Listening> listening(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = inodes(process.resolve("fd"));
        List<Listening> listening = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = process.resolve("net").resolve(protocol);
            if (Files.exists(table)) {
                Files.readAllLines(table).stream()
                        .skip(1)
                        .map(line -> line.trim().split("\\s+"))
                        .filter(columns -> inodes.contains(columns[9]))
                        .filter(columns -> protocol.startsWith("udp") || columns[3].equals(LISTENING))
                        .map(columns -> columns[1].split(":"))
                        .forEach(local ->
                                listening.add(new Listening(protocol, local[0], Integer.parseInt(local[1], 16))));
            }
        }
        return listening;
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path descriptor : open.toList()) {
                Matcher socket = SOCKET.matcher(target(descriptor));
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        return inodes;
    }

    /** Nothing for one that was closed between the listing and the look. */
    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closed) {
            return "";
        }
    }
}
