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

    /** In place of a source in the name of a lane: what concerns all of a stage's sources; no source bears such a name. */
    public static final String ALL_SOURCES = "*";

    /** How faults and pauses name what files wait with: the source, and at other stages than the first the stage before it. */
    public static String lane(String stage, String source) {
        return stage.equals(VALIDATE) ? source : stage + "/" + source;
    }

    /** What the file waits with. */
    public String lane() {
        return lane(stage, source);
    }

    /** As people see it: {@code sff/2024-01-15.json}. */
    @Override
    public String toString() {
        return source + "/" + path;
    }
}
