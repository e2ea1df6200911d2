import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Draws cost per file over the number of files, both on logarithmic scales, as SVG: the wall clock and the CPU side by
 * side. Run as {@code java Plot.java RESULTS SVG}. The drawing has a background of its own, so that it reads on a light
 * and on a dark page.
 */
final class Plot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 440;
    private static final int TOP = 96;
    private static final int BOTTOM = 56;
    private static final int LEFT = 76;
    private static final int GAP = 72;
    private static final int RIGHT = 28;
    private static final int PANEL = (WIDTH - LEFT - GAP - RIGHT) / 2;
    private static final List<Series> SERIES = List.of(
            new Series("Sluice, whole process", "sluice", "micros_per_file", "#1f5fbf", ""),
            new Series("Sluice, beyond its start", "sluice", "micros_per_file_beyond_start", "#1f5fbf", "6 4"),
            new Series("floor: cp -r, then sha256sum", "floor", "micros_per_file", "#b4521a", ""));

    private final List<JsonNode> sizes;
    private final double filesMin;
    private final double filesMax;
    private final double microsMin;
    private final double microsMax;
    private final StringBuilder svg = new StringBuilder();

    private record Series(String title, String contender, String key, String colour, String dashes) {}

    private Plot(JsonNode bySize) {
        sizes = StreamSupport.stream(bySize.spliterator(), false)
                .sorted(Comparator.comparingLong(Plot::files))
                .toList();
        filesMin = Math.pow(10, Math.floor(Math.log10(files(sizes.get(0)))));
        filesMax = Math.pow(10, Math.ceil(Math.log10(files(sizes.get(sizes.size() - 1)))));
        List<Double> micros = new ArrayList<>();
        SERIES.forEach(series -> sizes.forEach(size -> {
            micros.add(micros(size, series, ""));
            micros.add(micros(size, series, "cpu_"));
        }));
        micros.removeIf(value -> !(value > 0));
        microsMin = nice(micros.stream().min(Double::compare).orElse(1.0) / 1.5, false);
        microsMax = nice(micros.stream().max(Double::compare).orElse(10.0) * 1.2, true);
    }

    public static void main(String[] arguments) throws IOException {
        JsonNode bySize =
                new ObjectMapper().readTree(Path.of(arguments[0]).toFile()).at("/sizes/by_files");
        if (bySize.isEmpty()) {
            System.err.println("bench: " + arguments[0] + " has no sizes; measure them with bench/run --sizes.");
            System.exit(2);
        }
        Files.writeString(Path.of(arguments[1]), new Plot(bySize).draw());
    }

    private static long files(JsonNode size) {
        return size.at("/data/files").asLong();
    }

    /** The next 1, 2 or 5 times a power of ten, downwards or upwards. */
    private static double nice(double value, boolean up) {
        double decade = Math.pow(10, Math.floor(Math.log10(value)));
        if (up) {
            return (value <= decade ? 1 : value <= 2 * decade ? 2 : value <= 5 * decade ? 5 : 10) * decade;
        }
        return (value >= 5 * decade ? 5 : value >= 2 * decade ? 2 : 1) * decade;
    }

    private static double micros(JsonNode size, Series series, String prefix) {
        return size.at("/contenders/" + series.contender + "/" + prefix + series.key + "/median")
                .asDouble();
    }

    private String draw() {
        line(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img"
                    font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13" fill="#24292f">""",
                WIDTH, HEIGHT);
        line("<title>Cost per file over the number of files</title>");
        line("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#d0d7de\"/>", WIDTH, HEIGHT);
        text(LEFT, 30, "start", "font-size=\"17\" font-weight=\"600\"", "Cost per file over the number of files");
        legend();
        panel(LEFT, "wall clock", "");
        panel(LEFT + PANEL + GAP, "CPU, user and system", "cpu_");
        line("<g transform=\"translate(20 %d) rotate(-90)\">", TOP + (HEIGHT - TOP - BOTTOM) / 2);
        text(0, 0, "middle", "", "microseconds per file, logarithmic");
        line("</g>");
        line("</svg>");
        return svg.toString();
    }

    private void legend() {
        int x = LEFT;
        for (Series series : SERIES) {
            line("<line x1=\"%d\" y1=\"54\" x2=\"%d\" y2=\"54\" %s/>", x, x + 34, stroke(series));
            dot(x + 17, 54, series);
            text(x + 42, 58.5, "start", "", series.title);
            x += 70 + series.title.length() * 7;
        }
    }

    private void panel(int left, String title, String prefix) {
        text(left + PANEL / 2.0, TOP - 12, "middle", "font-weight=\"600\"", title);
        for (double decade = Math.pow(10, Math.floor(Math.log10(microsMin))); decade <= microsMax; decade *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                double value = decade * step;
                if (value >= microsMin * 0.999 && value <= microsMax * 1.001) {
                    line(
                            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#d8dee4\"/>",
                            left, y(value), left + PANEL, y(value));
                    text(left - 8, y(value) + 4.5, "end", "fill=\"#57606a\"", label(value));
                }
            }
        }
        for (double value = filesMin; value <= filesMax * 1.001; value *= 10) {
            line(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#d8dee4\"/>",
                    x(left, value), TOP, x(left, value), HEIGHT - BOTTOM);
            text(x(left, value), HEIGHT - BOTTOM + 20, "middle", "fill=\"#57606a\"", label(value));
        }
        text(left + PANEL / 2.0, HEIGHT - 14, "middle", "", "files, logarithmic");
        SERIES.forEach(series -> series(left, series, prefix));
    }

    private void series(int left, Series series, String prefix) {
        StringBuilder points = new StringBuilder();
        for (JsonNode size : sizes) {
            double micros = micros(size, series, prefix);
            if (micros > 0) {
                points.append("%.1f,%.1f ".formatted(x(left, files(size)), y(micros)));
            }
        }
        line("<polyline points=\"%s\" fill=\"none\" %s/>", points.toString().trim(), stroke(series));
        for (JsonNode size : sizes) {
            double micros = micros(size, series, prefix);
            if (micros > 0) {
                dot(x(left, files(size)), y(micros), series);
                boolean below = series.contender.equals("floor") || !series.dashes.isEmpty();
                boolean beside = below && hasDotBelow(size, y(micros), prefix);
                text(
                        x(left, files(size)) + (beside ? 10 : 0),
                        y(micros) + (beside ? 4.5 : below ? 20 : -10),
                        beside ? "start" : "middle",
                        "fill=\"%s\" font-size=\"12\" stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\""
                                .formatted(series.colour),
                        label(micros));
            }
        }
    }

    /** Whether a label below this height would meet a dot or its label. */
    private boolean hasDotBelow(JsonNode size, double y, String prefix) {
        return SERIES.stream()
                .map(other -> micros(size, other, prefix))
                .anyMatch(micros -> micros > 0 && y(micros) > y && y(micros) - y < 30);
    }

    private double x(int left, double files) {
        int inset = 32;
        return left
                + inset
                + (PANEL - 2 * inset) * Math.log(files / filesMin) / Math.log(Math.max(filesMax / filesMin, 10));
    }

    private double y(double micros) {
        return HEIGHT
                - BOTTOM
                - (HEIGHT - TOP - BOTTOM) * Math.log(micros / microsMin) / Math.log(microsMax / microsMin);
    }

    private static String stroke(Series series) {
        return "stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
                .formatted(series.colour, series.dashes.isEmpty() ? "none" : series.dashes);
    }

    private void dot(double x, double y, Series series) {
        String fill = series.dashes.isEmpty() ? series.colour : "#ffffff";
        line(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>",
                x, y, fill, series.colour);
    }

    private void text(double x, double y, String anchor, String attributes, String text) {
        line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>", x, y, anchor, attributes, text);
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%,.1f" : "%,.0f", value);
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
