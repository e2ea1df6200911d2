import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Makes files of ten grants, about 4 KB each, spread evenly over the sources, at most 1,000 in a directory; one in a
 * hundred fails. The same seed and number give the same bytes. Run as {@code java Grants.java DIRECTORY FILES SEED
 * SOURCE...}; prints how many fail. The properties {@code grants} and {@code files_per_directory} make other files.
 */
final class Grants {
    private static final int GRANTS = Integer.getInteger("grants", 10);
    private static final int ONE_BAD_IN = 100;
    private static final int FILES_PER_DIRECTORY = Integer.getInteger("files_per_directory", 1_000);
    private static final List<String> SOURCES =
            List.of("Survival and Flourishing Fund", "Open Philanthropy", "GiveWiki", "Other");
    private static final List<String> CATEGORIES =
            List.of("AI Safety Research", "AI Governance", "Technical Alignment", "Policy Research", "Other");
    private static final List<String> WORDS = List.of(
            "a survey of", "support for", "measuring", "open data on", "two years of", "training in", "reward models",
            "institutions", "forecasts", "incident reports", "evaluations", "a reading group", "compute", "audits",
            "and their limits", "in small labs", "for public bodies", "over long horizons", "café", "naïve baselines");

    private final SplittableRandom random;

    private Grants(long seed) {
        random = new SplittableRandom(seed);
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int files = Integer.parseInt(arguments[1]);
        Grants grants = new Grants(Long.parseLong(arguments[2]));
        List<String> sources = List.of(arguments).subList(3, arguments.length);
        int bad = 0;
        for (int i = 0; i < files; i++) {
            boolean isBad = i % ONE_BAD_IN == (i / ONE_BAD_IN + ONE_BAD_IN / 2) % ONE_BAD_IN;
            Path parent = directory
                    .resolve(sources.get(i % sources.size()))
                    .resolve(String.format("%03d", i / FILES_PER_DIRECTORY));
            Files.createDirectories(parent);
            String good = grants.file(i);
            Files.writeString(parent.resolve(String.format("%06d.json", i)), isBad ? spoil(good, bad++) : good);
        }
        System.out.println(bad);
    }

    private String file(int number) {
        StringJoiner file = new StringJoiner(",\n", "[\n", "\n]\n");
        for (int i = 0; i < GRANTS; i++) {
            file.add(grant(number, i));
        }
        return file.toString();
    }

    private String grant(int number, int index) {
        String date = String.format(
                "%d-%02d-%02d", 2015 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return """
                {"grant_id": "G-%06d-%02d", "amount": %d, "date": "%s", "source": "%s", "category": "%s", \
                "recipient": "Recipient %d", "description": "%s", "url": "https://grants.example/%d/%d"}"""
                .formatted(
                        number, index, 1_000 + random.nextInt(2_000_000), date, pick(SOURCES), pick(CATEGORIES),
                        random.nextInt(5_000), sentence(), number, index);
    }

    private String sentence() {
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < 14; i++) {
            words.add(pick(WORDS));
        }
        return words.toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Four ways in which suppliers get it wrong, in turns. */
    private static String spoil(String file, int kind) {
        return switch (kind % 4) {
            case 0 -> file.replaceFirst("\"grant_id\": \"[^\"]*\", ", "");
            case 1 -> file.replaceFirst("\"amount\": (\\d+)", "\"amount\": \"\\$$1\"");
            case 2 -> file.replaceFirst("\"date\": \"(\\d{4})-[^\"]*\"", "\"date\": \"$1-02-30\"");
            default -> file.substring(0, file.length() / 2);
        };
    }
}
