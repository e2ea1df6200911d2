package io.sluice.check;

/** Every kind of finding. Its title is what a supplier reads first; {@code docs/findings.md} has a section for each. */
public enum FindingCode {
    EMPTY_FILE("The file is empty");

    private final String title;

    FindingCode(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
