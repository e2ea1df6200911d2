package io.sluice.camel;

import io.sluice.intake.list.FileStatus;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.file.FileBinding;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;

/** A file as Camel knows it, made from what the walk has read: Camel's own way asks the file system six times more. */
public final class FoundFile extends GenericFile<File> {
    private final boolean decided;

    private FoundFile(boolean decided) {
        super(false);
        this.decided = decided;
    }

    /** Whether the ledger may hold a decision on this path; when not, it need not be asked. */
    public static boolean mayBeDecided(GenericFile<?> file) {
        return !(file instanceof FoundFile found) || found.decided;
    }

    static FoundFile of(
            String directory, @Nullable String charset, Path root, Path path, FileStatus status, boolean decided) {
        File file = path.toFile();
        String relative = file.getPath().substring(root.toString().length() + 1);
        FoundFile found = new FoundFile(decided);
        found.setBinding(new FileBinding());
        found.setCharset(charset);
        found.setEndpointPath(directory);
        found.setFile(file);
        found.setFileNameOnly(file.getName());
        found.setDirectory(false);
        found.setAbsolute(true);
        found.setAbsoluteFilePath(file.getPath());
        found.setFileLength(status.sizeBytes());
        found.setLastModified(TimeUnit.NANOSECONDS.toMillis(status.mtimeNs()));
        found.setRelativeFilePath(relative);
        found.setFileName(relative);
        found.setBody(file);
        return found;
    }
}
