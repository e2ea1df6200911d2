package io.sluice.intake;

import io.sluice.fault.EnvironmentFault;
import io.sluice.fault.IoFaults;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What lies in the raw zone and belongs to no source, so that nobody takes it: directories that no route file declares, and
 * files beside the directories of the sources. What is ignored by its name is not counted.
 *
 * @param directories by name
 * @param files by name
 */
public record Undeclared(List<String> directories, List<String> files) {
    /** Nothing. */
    public static final Undeclared NONE = new Undeclared(List.of(), List.of());

    private static final int SHOWN_MAX = 5;

    public Undeclared {
        directories = sorted(directories);
        files = sorted(files);
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /**
     * Looks into the raw zone, and no deeper. A raw zone that is missing holds nothing.
     *
     * @param declared the names of the sources
     * @throws EnvironmentFault when it cannot be listed
     */
    public static Undeclared in(Path raw, Collection<String> declared) throws EnvironmentFault {
        List<String> directories = new ArrayList<>();
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(raw)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!IgnoredNames.ignores(name) && !declared.contains(name)) {
                    (Files.isDirectory(entry) ? directories : files).add(name);
                }
            }
        } catch (NoSuchFileException none) {
            return NONE;
        } catch (DirectoryIteratorException broken) {
            throw cannotList(raw, new IOException(broken));
        } catch (IOException told) {
            throw cannotList(raw, told);
        }
        return new Undeclared(directories, files);
    }

    private static EnvironmentFault cannotList(Path raw, IOException told) {
        return IoFaults.of(told, raw, "list", "what lies in it without a source is not known");
    }

    /** How many there are. */
    public int count() {
        return directories.size() + files.size();
    }

    /** How many of what there are, and the first names; for people. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        directories.forEach(name -> shown.add(name + "/"));
        shown.addAll(files);
        String names = shown.stream().limit(SHOWN_MAX).collect(Collectors.joining(", "));
        return counted(directories.size(), "directory", "directories")
                + (files.isEmpty() || directories.isEmpty() ? "" : " and ")
                + counted(files.size(), "file", "files")
                + " of no source: " + names + (shown.size() > SHOWN_MAX ? ", …" : "");
    }

    private static String counted(int number, String one, String many) {
        return number == 0 ? "" : number + " " + (number == 1 ? one : many);
    }
}
