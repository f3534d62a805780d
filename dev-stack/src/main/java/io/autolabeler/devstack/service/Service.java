package io.autolabeler.devstack.service;

import java.util.List;

/** A service of the system: the name it goes by, the module it is built in, the memory it is given. */
public enum Service {
    /** Projects, datasets, runs. */
    LABELING("labeling", "labeling-service", "512m", Jvm.QUICK),
    /** Embeddings and search; the model's own memory comes on top. */
    RETRIEVAL("retrieval", "retrieval-service", "768m", Jvm.VECTORS),
    /** Calibration, routing, reviews. */
    QUALITY("quality", "quality-service", "384m", List.of()),
    /** The trained head. */
    LEARNING("learning", "learning-service", "512m", Jvm.VECTORS),
    /** Metrics and alerts. */
    MONITORING("monitoring", "monitoring-service", "384m", Jvm.QUICK),
    /** The only door. */
    GATEWAY("gateway", "gateway", "384m", Jvm.QUICK);

    private final String title;
    private final String module;
    private final String heap;
    private final List<String> options;

    Service(String title, String module, String heap, List<String> options) {
        this.title = title;
        this.module = module;
        this.heap = heap;
        this.options = options;
    }

    /** Its name, which its database and its database user have too. */
    public String title() {
        return title;
    }

    /** The folder of its module. */
    public String module() {
        return module;
    }

    /** The most its heap may grow to. */
    String heap() {
        return heap;
    }

    /** Options of the JVM that not every service has. */
    List<String> options() {
        return options;
    }

    private static final class Jvm {
        /**
         * Where six JVMs share few cores, the optimising compiler costs services that only move messages more than it ever
         * gives back: in starting, and in the first minutes of a run.
         */
        static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

        static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");
    }
}
