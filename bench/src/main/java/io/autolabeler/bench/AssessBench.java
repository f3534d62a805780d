package io.autolabeler.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.autolabeler.common.v1.Annotator;
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
    private static final int FIRST_CALLS = 1_000;

    /** Two compilers, ours and the service's, share the cores with the calls until then. */
    private static final int WARM_UP = 5_000;

    private static final int CALLS = 5_000;
    private static final double AIM_MILLISECONDS = 5;
    private static final int MOST_SECONDS = 120;

    private AssessBench() {}

    static void run(RunningSystem system, Profile profile) {
        Report.title("(h) Assess, %d items of %d labels, one caller, from call to answer".formatted(ITEMS, LABELS));
        ManagedChannel channel = channel(system);
        try {
            AssessServiceBlockingStub quality = AssessServiceGrpc.newBlockingStub(channel);
            UUID projectId = UUID.randomUUID();
            AssessRequest request = request(projectId);
            AssessSubject.store(system, projectId, request.getAnnotator(), LABELS);
            awaitMapAndCertificate(quality, request);
            report("the first %,d calls".formatted(FIRST_CALLS), time(quality, request, FIRST_CALLS));
            time(quality, request, WARM_UP - FIRST_CALLS);
            profile.start(system.pids());
            report("after %,d calls".formatted(WARM_UP), time(quality, request, CALLS));
            profile.stop();
        } finally {
            channel.shutdownNow();
        }
    }

    private static void report(String when, double[] milliseconds) {
        Arrays.sort(milliseconds);
        int calls = milliseconds.length;
        Report.figure(when + ": median", milliseconds[calls / 2], "ms");
        Report.figure(
                when + ": 95th percentile, aim below %.0f".formatted(AIM_MILLISECONDS),
                milliseconds[calls * 95 / 100],
                "ms");
        Report.figure(when + ": 99th percentile", milliseconds[calls * 99 / 100], "ms");
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
        return AssessedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setLabel("label 0")
                .addAllScores(Arrays.stream(shares).boxed().toList())
                .build();
    }
}
