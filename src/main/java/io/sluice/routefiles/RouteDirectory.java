package io.sluice.routefiles;

import io.sluice.fault.Presence;
import io.sluice.routefiles.RouteFile.Kind;
import io.sluice.text.HomePaths;
import io.sluice.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What lies under {@code routes/}: the files to load, and a problem for everything that nobody would load. */
final class RouteDirectory {
    private static final String SOURCES = "sources";
    private static final String TEMPLATES = "templates";

    /** Shipped to be copied, not to be loaded. */
    private static final String EXAMPLES = "examples";

    private static final String OUTCOMES = "outcomes" + RouteFile.SUFFIX;
    private static final String EDITORS_LOCK = ".#";
    private static final Pattern YAML = Pattern.compile("(?i)\\.ya?ml$");
    private static final String LIKE = "<name>" + RouteFile.SUFFIX;

    private final Path root;
    private final HomePaths home;
    private final Problems problems;
    private final List<RouteFile> files = new ArrayList<>();

    RouteDirectory(Path root, Path home, Problems problems) {
        this.root = root;
        this.home = new HomePaths(home);
        this.problems = problems;
    }

    /** In load order: templates, errors, others, sources; by name within each. */
    List<RouteFile> files() {
        if (!isDirectory(root)) {
            problems.add(name(root) + "/", "no such directory", List.of());
            return List.of();
        }
        for (Path entry : entries(root)) {
            top(entry);
        }
        demand(Kind.TEMPLATE, TEMPLATES + "/", "no template", LIKE);
        demand(Kind.OUTCOMES, OUTCOMES, "missing: nothing says which exception goes where", "routeConfiguration");
        demand(Kind.SOURCE, SOURCES + "/", "no source", "<source>" + RouteFile.SUFFIX);
        files.sort(Comparator.comparing(RouteFile::kind).thenComparing(RouteFile::name));
        return List.copyOf(files);
    }

    private void demand(Kind kind, String place, String message, String expected) {
        if (files.stream().noneMatch(file -> file.kind() == kind)) {
            problems.add(name(root.resolve(place)) + (place.endsWith("/") ? "/" : ""), message, List.of(expected));
        }
    }

    private void top(Path entry) {
        String fileName = String.valueOf(entry.getFileName());
        boolean directory = isDirectory(entry);
        if (directory && fileName.equals(SOURCES)) {
            below(entry, Kind.SOURCE);
        } else if (directory && fileName.equals(TEMPLATES)) {
            below(entry, Kind.TEMPLATE);
        } else if (directory && !fileName.equals(EXAMPLES)) {
            refuse(entry, "this directory would not be loaded", SOURCES + "/", TEMPLATES + "/");
        } else if (!directory) {
            file(entry, fileName.equals(OUTCOMES) ? Kind.OUTCOMES : Kind.EXTRA);
        }
    }

    private void below(Path directory, Kind kind) {
        if (!inside(directory)) {
            return;
        }
        for (Path entry : entries(directory)) {
            if (isDirectory(entry)) {
                refuse(entry, "this directory would not be loaded: files lie directly in " + name(directory) + "/");
            } else {
                file(entry, kind);
            }
        }
    }

    private void file(Path entry, Kind kind) {
        String fileName = String.valueOf(entry.getFileName());
        if (fileName.startsWith(".")) {
            String hidden = "this hidden file would not be loaded: rename it, or move it out of " + name(root) + "/";
            refuse(entry, hidden, suggested(fileName.substring(1)));
        } else if (!fileName.endsWith(RouteFile.SUFFIX)) {
            refuse(entry, "this file would not be loaded", suggested(fileName));
        } else if (inside(entry) && !Presence.mayBeFile(entry)) {
            refuse(entry, "not a regular file");
        } else if (Presence.mayBeFile(entry) && inside(entry)) {
            files.add(new RouteFile(entry, name(entry), kind));
        }
    }

    /** Symbolic links are followed only to what lies under {@code routes/}; says so otherwise. */
    private boolean inside(Path entry) {
        if (!Files.isSymbolicLink(entry)) {
            return true;
        }
        try {
            if (entry.toRealPath().startsWith(root.toRealPath())) {
                return true;
            }
            refuse(entry, "a symbolic link that leaves " + name(root) + "/");
        } catch (NoSuchFileException missing) {
            refuse(entry, "a symbolic link that points at nothing");
        } catch (IOException told) {
            problems.unreadable(name(entry), "cannot be followed", told);
        }
        return false;
    }

    private List<Path> entries(Path directory) {
        try {
            return Presence.entries(directory).stream()
                    .filter(entry -> !tolerated(entry))
                    .sorted()
                    .toList();
        } catch (IOException told) {
            problems.unreadable(name(directory) + "/", "cannot be listed", told);
            return List.of();
        }
    }

    private boolean isDirectory(Path entry) {
        try {
            return Presence.isDirectory(entry);
        } catch (IOException told) {
            problems.unreadable(name(entry), "cannot be looked at", told);
            return false;
        }
    }

    /** What editors, file managers and version control leave behind, and the explanation for people. */
    private boolean tolerated(Path entry) {
        String fileName = String.valueOf(entry.getFileName());
        return fileName.equals("README.md")
                || fileName.endsWith("~")
                || fileName.startsWith(EDITORS_LOCK)
                || (fileName.startsWith(".") && (!YAML.matcher(fileName).find() || isDirectory(entry)));
    }

    private void refuse(Path entry, String message, String... expected) {
        problems.add(name(entry) + (isDirectory(entry) ? "/" : ""), message, List.of(expected));
    }

    private static String suggested(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        for (String suffix : List.of(RouteFile.SUFFIX, ".camel.yml", ".yaml", ".yml")) {
            if (lower.endsWith(suffix)) {
                return OneLine.of(fileName.substring(0, fileName.length() - suffix.length())) + RouteFile.SUFFIX;
            }
        }
        return LIKE;
    }

    /** What one of {@link #files} is for. */
    Kind kind(Path file) {
        Path place = root.relativize(file);
        return switch (String.valueOf(place.getName(0))) {
            case SOURCES -> Kind.SOURCE;
            case TEMPLATES -> Kind.TEMPLATE;
            case OUTCOMES -> Kind.OUTCOMES;
            default -> Kind.EXTRA;
        };
    }

    /** Relative to the home where the path lies in it. */
    String name(Path path) {
        return home.show(path);
    }
}
