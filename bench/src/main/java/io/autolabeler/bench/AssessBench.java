package io.autolabeler.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.quality.v1.AssessRequest;
import io.autolabeler.quality.v1.AssessResponse;
import io.autolabeler.quality.v1.AssessServiceGrpc;
import io.autolabeler.quality.v1.AssessServiceGrpc.AssessServiceBlockingStub;
import io.autolabeler.quality.v1.AssessedItem;
import io.autolabeler.system.RunningSystem;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * (h) How long quality-service needs to assess a chunk: calibrate and route 64 items of 77 labels, over gRPC, by a map and a
 * certificate that it made itself of items with a known truth.
 */
final class AssessBench {
    private static final int ITEMS = 64;
    private static final int LABELS = 77;
    private static final int WARM_UP = 1_000;
    private static final int CALLS = 3_000;
    private static final double AIM_MILLISECONDS = 5;
    private static final int MOST_SECONDS = 120;

    private AssessBench() {}

    static void run(RunningSystem system) {
        Report.title("(h) Assess, %d items of %d labels, one caller, from call to answer".formatted(ITEMS, LABELS));
        ManagedChannel channel = channel(system);
        try {
            AssessServiceBlockingStub quality = AssessServiceGrpc.newBlockingStub(channel);
            UUID projectId = UUID.randomUUID();
            AssessRequest request = request(projectId);
            AssessSubject.store(system, projectId, request.getAnnotator(), LABELS);
            awaitMapAndCertificate(quality, request);
            time(quality, request, WARM_UP);
            double[] milliseconds = time(quality, request, CALLS);
            Arrays.sort(milliseconds);
            Report.figure("median", milliseconds[CALLS / 2], "ms");
            Report.figure(
                    "95th percentile, aim below %.0f".formatted(AIM_MILLISECONDS),
                    milliseconds[CALLS * 95 / 100],
                    "ms");
            Report.figure("99th percentile", milliseconds[CALLS * 99 / 100], "ms");
        } finally {
            channel.shutdownNow();
        }
    }

    /** The first call asks for the certificate; both are made within seconds of the rows. */
    private static void awaitMapAndCertificate(AssessServiceBlockingStub quality, AssessRequest request) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        AssessResponse response = quality.assess(request);
        while (response.getCalibrationId().isEmpty()
                || response.getCertificateId().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no map or certificate after " + MOST_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            response = quality.assess(request);
        }
    }

    private static double[] time(AssessServiceBlockingStub quality, AssessRequest request, int calls) {
        double[] milliseconds = new double[calls];
        for (int call = 0; call < calls; call++) {
            long start = System.nanoTime();
            int answers = quality.withDeadlineAfter(10, TimeUnit.SECONDS)
                    .assess(request)
                    .getAssessmentsCount();
            milliseconds[call] = (System.nanoTime() - start) / 1e6;
            if (answers != ITEMS) {
                throw new IllegalStateException(answers + " assessments for " + ITEMS + " items");
            }
        }
        return milliseconds;
    }

    private static ManagedChannel channel(RunningSystem system) {
        JsonObject status = JsonParser.parseString(
                        system.launcher().run("status", "--json").out())
                .getAsJsonObject();
        for (JsonElement each : status.getAsJsonArray("services")) {
            JsonObject service = each.getAsJsonObject();
            if (service.get("name").getAsString().startsWith("quality")) {
                URI address = URI.create(service.get("url").getAsString());
                return NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
                        .usePlaintext()
                        .build();
            }
        }
        throw new IllegalStateException("quality-service is not among the services: " + status);
    }

    private static AssessRequest request(UUID projectId) {
        SplittableRandom random = new SplittableRandom(7);
        AssessRequest.Builder request = AssessRequest.newBuilder()
                .setProjectId(projectId.toString())
                .setAnnotator(Annotator.newBuilder().setModel("embedded").setPromptVersion("bench"))
                .setRouting(Routing.newBuilder().setEnabled(true).setMaxRisk(AssessSubject.MAX_RISK));
        for (int item = 0; item < ITEMS; item++) {
            request.addItems(item(random));
        }
        return request.build();
    }

    private static AssessedItem item(SplittableRandom random) {
        double[] shares = AssessSubject.shares(random, LABELS);
        AssessedItem.Builder item =
                AssessedItem.newBuilder().setItemId(UUID.randomUUID().toString());
        for (int label = 0; label < LABELS; label++) {
            item.addScores(LabelScore.newBuilder().setLabel("label " + label).setScore(shares[label]));
        }
        return item.build();
    }
}
