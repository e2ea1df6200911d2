package io.sluice.ledger;

/**
 * A raw file with the same content as its current version, under another mtime or inode change time.
 *
 * @param mtimeNs nanoseconds since the epoch, as is {@code ctimeNs}
 */
public record Touched(FileId file, long sizeBytes, long mtimeNs, long ctimeNs) {}
