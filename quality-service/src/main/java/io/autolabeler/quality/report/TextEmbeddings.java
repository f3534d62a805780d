package io.autolabeler.quality.report;

import java.util.List;

/** Turns texts into vectors. */
interface TextEmbeddings {
    /** Most texts of one call. */
    int MOST = 256;

    /**
     * Vectors, one to a text.
     *
     * @param vectors {@code [texts][dimensions]} of length 1
     * @param model its name
     */
    record Embedded(double[][] vectors, String model) {}

    /**
     * Embeds 1 to {@link #MOST} texts.
     *
     * @throws io.grpc.StatusRuntimeException if it cannot be done now
     */
    Embedded of(List<String> texts);
}
