package io.sluice.event;

/**
 * A file at a stage of its way, in a run.
 *
 * @param run the run's id
 * @param stage the stage that works on it
 * @param source the source that it is of
 * @param path the path relative to the source, separated by {@code /}
 */
public record FileRef(String run, String stage, String source, String path) {
    /** The stage that reads the raw zone. */
    public static final String VALIDATE = "validate";

    /** How faults and pauses name what the file waits with: the source, and at other stages than the first the stage before it. */
    public String lane() {
        return stage.equals(VALIDATE) ? source : stage + "/" + source;
    }

    /** As people see it: {@code sff/2024-01-15.json}. */
    @Override
    public String toString() {
        return source + "/" + path;
    }
}
