package io.autolabeler.labeling.run;

import io.autolabeler.labeling.v1.WorkRequested;
import io.autolabeler.platform.events.Consumption;
import io.autolabeler.platform.events.GivenBackException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Takes work from Kafka. A fault that passes is waited out; work that fails for its own reasons becomes a dead letter, and
 * typed errors are stored first, so that no run stays open for ever.
 */
@ApplicationScoped
class WorkConsumer {
    private static final Logger LOG = Logger.getLogger(WorkConsumer.class);

    private final Consumption consumption;
    private final PrepareRun prepareRun;
    private final LabelChunk labelChunk;

    WorkConsumer(Consumption consumption, PrepareRun prepareRun, LabelChunk labelChunk) {
        this.consumption = consumption;
        this.prepareRun = prepareRun;
        this.labelChunk = labelChunk;
    }

    @Incoming("work")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> record) {
        WorkRequested work = Consumption.read(record, WorkRequested.parser());
        UUID run = UUID.fromString(work.getRunId());
        MDC.put("runId", work.getRunId());
        try {
            if (work.getChunkId().isEmpty()) {
                prepare(run);
            } else {
                label(run, UUID.fromString(work.getChunkId()));
            }
        } finally {
            MDC.remove("runId");
        }
    }

    private void prepare(UUID run) {
        try {
            consumption.patiently("preparing a run", () -> prepareRun.prepare(run));
        } catch (GivenBackException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "run %s could not be prepared", run);
            consumption.patiently(
                    "failing a run", () -> prepareRun.giveUp(run, "it could not be prepared: " + e.getMessage()));
            throw e;
        }
    }

    private void label(UUID run, UUID chunk) {
        try {
            consumption.patiently("labeling a chunk", () -> labelChunk.label(run, chunk));
        } catch (GivenBackException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "chunk %s could not be labeled", chunk);
            consumption.patiently(
                    "giving a chunk up",
                    () -> labelChunk.giveUp(run, chunk, "an unexpected fault; the dead-letter topic has it"));
            throw e;
        }
    }
}
