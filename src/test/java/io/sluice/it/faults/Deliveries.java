package io.sluice.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files as delivered, made from a seed: mostly good ones, some bad in different ways, no two alike. */
final class Deliveries {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> bad = new TreeSet<>();

    private Deliveries() {}

    /** @param badPercent how many of a hundred files fail */
    static Deliveries of(long seed, int count, int badPercent) {
        Random random = new Random(seed);
        Deliveries deliveries = new Deliveries();
        for (int number = 0; number < count; number++) {
            String source = number % 2 == 0 ? FaultyHome.SFF : FaultyHome.OPEN_PHILANTHROPY;
            String below = random.nextInt(4) == 0 ? "/more-" + random.nextInt(5) : "";
            String file = String.format(Locale.ROOT, "%s%s/grant-%05d.json", source, below, number);
            boolean fails = random.nextInt(100) < badPercent;
            int bytes = 200 + random.nextInt(6_000);
            deliveries.files.put(file, fails ? bad(random, number, bytes) : good("G-" + number, bytes));
            if (fails) {
                deliveries.bad.add(file);
            }
        }
        return deliveries;
    }

    /** A document that holds, of about this size. */
    static byte[] good(String id, int bytes) {
        return """
                {"grant_id": "%s", "amount": 1, "date": "2024-01-15", "source": "Other", "notes": "%s"}
                """
                .formatted(id, "n".repeat(Math.max(0, bytes - 90)))
                .getBytes(UTF_8);
    }

    /** A document without its amount, of about this size. */
    static byte[] bad(String id, int bytes) {
        return """
                {"grant_id": "%s", "date": "2024-01-15", "source": "Other", "notes": "%s"}
                """
                .formatted(id, "n".repeat(Math.max(0, bytes - 80)))
                .getBytes(UTF_8);
    }

    private static byte[] bad(Random random, int number, int bytes) {
        byte[] good = good("B-" + number, bytes);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(good, good.length / 2);
            case 1 -> ("{\"grant_id\": 1, " + new String(good, UTF_8).substring(1)).getBytes(UTF_8);
            default -> bad("B-" + number, bytes);
        };
    }

    void deliverTo(FaultyHome home) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            home.deliver(file.getKey(), file.getValue());
        }
    }

    /** Source and path of each file, with its bytes. */
    Map<String, byte[]> files() {
        return files;
    }

    boolean isBad(String file) {
        return bad.contains(file);
    }
}
