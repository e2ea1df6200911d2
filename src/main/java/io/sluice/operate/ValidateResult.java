package io.sluice.operate;

/**
 * What a check of files came to.
 *
 * @param unreadable files and directories that the environment kept from being checked
 * @param ignored files and directories that were passed over for their names
 */
public record ValidateResult(long valid, long invalid, long unreadable, long ignored) {}
