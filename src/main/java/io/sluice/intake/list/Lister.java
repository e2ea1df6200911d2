package io.sluice.intake.list;

import java.io.IOException;
import java.nio.file.Path;

/** Lists a directory entry by entry, in the order of the file system, without holding the listing. */
public interface Lister {

    /** Is given each entry. */
    interface Visitor {
        /** Whether to go on. */
        boolean met(Entry entry);
    }

    /**
     * Lists until the end or until the visitor stops. Nothing stays open, whatever is thrown.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such directory
     * @throws java.nio.file.NotDirectoryException when it is no directory
     * @throws java.nio.file.AccessDeniedException when this user may not list it
     * @throws IOException when it cannot be listed to the end; a part of it may have been visited
     */
    void list(Path directory, Visitor visitor) throws IOException;

    /** Whether entries bear their kind and inode, so that a listing alone shows which files are the ones it showed before. */
    boolean tellsInodes();
}
