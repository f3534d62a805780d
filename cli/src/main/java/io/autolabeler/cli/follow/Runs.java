package io.autolabeler.cli.follow;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.labeling.v1.Run;
import io.autolabeler.labeling.v1.RunPlan;

/** The gateway's runs: plan, start, read, steer. */
public final class Runs {
    private final Gateway gateway;

    public Runs(Gateway gateway) {
        this.gateway = gateway;
    }

    public RunPlan plan(Run wish) {
        return gateway.post("/runs:plan", wish, RunPlan.getDefaultInstance());
    }

    public Run start(Run wish) {
        return gateway.post("/runs", wish, Run.getDefaultInstance());
    }

    public Run get(String id) {
        return gateway.get("/runs/" + id, Run.getDefaultInstance());
    }

    /** Takes a step: {@code cancel}, {@code pause} or {@code retry-failed}. */
    public Run steer(String id, String step) {
        return gateway.post("/runs/" + id + ":" + step, "{}", Run.getDefaultInstance());
    }

    /**
     * Goes on with a paused run.
     *
     * @param maxCost the new cost limit in US dollars; 0 leaves the old one
     */
    public Run resume(String id, double maxCost) {
        String body = maxCost > 0 ? "{\"maxCost\":" + maxCost + "}" : "{}";
        return gateway.post("/runs/" + id + ":resume", body, Run.getDefaultInstance());
    }

    Gateway gateway() {
        return gateway;
    }

    /** The run in an event's data. */
    static Run parse(String json) throws InvalidProtocolBufferException {
        Run.Builder run = Run.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(json, run);
        return run.build();
    }
}
