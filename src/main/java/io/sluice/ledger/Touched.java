package io.sluice.ledger;

/** A raw file with the same content as its current version, under another size or mtime. */
public record Touched(FileId file, long sizeBytes, long mtimeNs) {}
