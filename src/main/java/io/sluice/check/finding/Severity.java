package io.sluice.check.finding;

/** Whether a finding fails the file. */
public enum Severity {
    /** The file or record fails. */
    ERROR,
    /** The file or record holds, and deserves a scan. */
    WARNING
}
