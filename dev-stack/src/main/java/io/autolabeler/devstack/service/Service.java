package io.autolabeler.devstack.service;

import java.util.List;

/** A service of the system: the name it goes by, the module it is built in, the memory it is given. */
public enum Service {
    /** Projects, datasets, runs. */
    LABELING("labeling", "labeling-service", "512m"),
    /** Embeddings and search; the model's own memory comes on top. */
    RETRIEVAL("retrieval", "retrieval-service", "768m", "--add-modules", "jdk.incubator.vector"),
    /** Calibration, routing, reviews. */
    QUALITY("quality", "quality-service", "384m"),
    /** The trained head. */
    LEARNING("learning", "learning-service", "512m", "--add-modules", "jdk.incubator.vector"),
    /** Metrics and alerts. */
    MONITORING("monitoring", "monitoring-service", "384m"),
    /** The only door. */
    GATEWAY("gateway", "gateway", "384m");

    private final String title;
    private final String module;
    private final String heap;
    private final List<String> options;

    Service(String title, String module, String heap, String... options) {
        this.title = title;
        this.module = module;
        this.heap = heap;
        this.options = List.of(options);
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

    /** Options of the JVM that only it needs. */
    List<String> options() {
        return options;
    }
}
