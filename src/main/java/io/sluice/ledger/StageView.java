package io.sluice.ledger;

import io.sluice.event.StageTotals;
import io.sluice.fault.EnvironmentFault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be asked of a ledger about stages: what they are to read next, and how far they have come. */
public interface StageView {
    /** The number of the last event; 0 when nothing has happened yet. Grows with each commit that enters a decision. */
    long lastEvent() throws EnvironmentFault;

    /**
     * The news of a zone for a stage, in order.
     *
     * @param source of one source alone; null for all of them
     * @param after the last event that was looked at
     */
    NewsPage news(Feed feed, @Nullable String source, long after) throws EnvironmentFault;

    /** Where the stage stands with each source that it has begun with. */
    List<Cursor> cursors(Feed feed) throws EnvironmentFault;

    /** After which event a stage that was started begins with a source that is new to it. */
    long beginning(String stage) throws EnvironmentFault;

    /**
     * Which of a source's files an operator has asked to be passed over by a stage.
     *
     * @param after only what was asked behind this event
     * @return by path, the last event by which it was asked: it concerns what was published before
     */
    Map<String, Long> skips(Feed feed, String source, long after) throws EnvironmentFault;

    /** The sources of which the stage has published anything. */
    List<String> publishedSources(String stage) throws EnvironmentFault;

    /** Every stage that reads what others publish and that no operator has ended, by name. */
    List<StageTotals> stages() throws EnvironmentFault;
}
