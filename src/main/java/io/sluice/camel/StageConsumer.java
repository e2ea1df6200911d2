package io.sluice.camel;

import io.sluice.ledger.News;
import io.sluice.stage.Lane;
import io.sluice.stage.StagePlan;
import io.sluice.stage.Taker;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads for a stage what others have published, in the order of publication: the ledger says what that is, and the {@link
 * Workers} of this route take turns at the lanes of its sources.
 */
final class StageConsumer extends DefaultConsumer implements Taker {
    /** After so many files of one source another one has its turn. */
    private static final int FILES_IN_A_TURN = 64;

    private final ZoneEndpoint endpoint;
    private final Zones zones;
    private @Nullable Workers workers;
    private @Nullable PublishedFiles files;

    StageConsumer(ZoneEndpoint endpoint, Processor processor, Zones zones) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.zones = zones;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String stage = String.valueOf(endpoint.getStage());
        if (workers == null) {
            var threads = endpoint.getCamelContext().getExecutorServiceManager();
            workers = new Workers(work -> threads.newThread(stage, work), endpoint.getWorkers(), Integer.MAX_VALUE);
        }
        StagePlan plan = zones.stages().attach(stage, endpoint.getSource(), this);
        files = new PublishedFiles(this, zones, plan, plan.schema(endpoint.getSource()), workers);
    }

    @Override
    protected void doShutdown() throws Exception {
        if (workers != null) {
            workers.close();
        }
        super.doShutdown();
    }

    @Override
    public int workers() {
        return endpoint.getWorkers();
    }

    @Override
    public boolean goesOn() {
        return isRunAllowed() && !zones.intake().stopping();
    }

    @Override
    public void schedule(Lane lane) {
        Workers threads = workers;
        if (threads == null) {
            lane.turnEnded();
        } else {
            threads.resume(() -> turn(lane));
        }
    }

    private void turn(Lane lane) {
        boolean over = true;
        try {
            for (int i = 0; over && i < FILES_IN_A_TURN && goesOn(); i++) {
                News news = lane.begin(zones.writers().get().run());
                if (news == null || files == null) {
                    break;
                }
                over = files.take(lane, news);
            }
        } finally {
            if (over) {
                lane.turnEnded();
            }
        }
    }
}
