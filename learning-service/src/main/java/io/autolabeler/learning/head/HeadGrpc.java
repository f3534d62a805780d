package io.autolabeler.learning.head;

import io.autolabeler.learning.head.EnsureHead.Progress;
import io.autolabeler.learning.head.HeadRepository.Loaded;
import io.autolabeler.learning.v1.EnsureHeadRequest;
import io.autolabeler.learning.v1.EnsureHeadResponse;
import io.autolabeler.learning.v1.HeadService;
import io.autolabeler.learning.v1.ListHeadsRequest;
import io.autolabeler.learning.v1.ListHeadsResponse;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.learning.v1.Prediction;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.retrieval.v1.Vector;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Heads over gRPC; the rules of each rpc stand in learning.proto. */
@GrpcService
class HeadGrpc implements HeadService {
    private static final int MOST_LABELS = 500;
    private static final int MOST_VECTORS = 256;
    private static final int MOST_HEADS = 100;

    private final EnsureHead ensureHead;
    private final ServedHeads served;
    private final HeadRepository heads;

    HeadGrpc(EnsureHead ensureHead, ServedHeads served, HeadRepository heads) {
        this.ensureHead = ensureHead;
        this.served = served;
        this.heads = heads;
    }

    @Override
    public Uni<EnsureHeadResponse> ensureHead(EnsureHeadRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = project(request.getProjectId());
            requireLabels(request.getLabelsList());
            if (request.getExampleCount() < 0) {
                throw ServiceException.invalid("exampleCount", "must be at least 0", request.getExampleCount());
            }
            return response(ensureHead.ensure(projectId, request.getLabelsList(), request.getExampleCount()));
        });
    }

    @Override
    public Uni<PredictResponse> predict(PredictRequest request) {
        return Uni.createFrom().item(() -> {
            UUID projectId = project(request.getProjectId());
            int count = request.getVectorsCount();
            if (count < 1 || count > MOST_VECTORS) {
                throw ServiceException.invalid("vectors", "must be 1 to " + MOST_VECTORS, count);
            }
            Loaded loaded = served.get(projectId, request.getHeadVersion());
            PredictResponse.Builder response = PredictResponse.newBuilder().addAllLabels(loaded.labels());
            for (int i = 0; i < count; i++) {
                float[] vector = vector(i, request.getVectors(i), loaded.head().dimensions());
                response.addPredictions(prediction(loaded.head().probabilities(vector)));
            }
            return response.build();
        });
    }

    @Override
    public Uni<ListHeadsResponse> listHeads(ListHeadsRequest request) {
        return Uni.createFrom()
                .item(() -> ListHeadsResponse.newBuilder()
                        .addAllHeads(heads.list(project(request.getProjectId()), MOST_HEADS))
                        .build());
    }

    private static EnsureHeadResponse response(Progress progress) {
        EnsureHeadResponse.Builder response = EnsureHeadResponse.newBuilder();
        return switch (progress) {
            case Progress.Ready(var head) ->
                response.setStatus(EnsureHeadResponse.Status.READY)
                        .setHead(head)
                        .build();
            case Progress.Pending(var why) ->
                response.setStatus(EnsureHeadResponse.Status.PENDING)
                        .setMessage(why)
                        .build();
            case Progress.TooFew(var why) ->
                response.setStatus(EnsureHeadResponse.Status.TOO_FEW_EXAMPLES)
                        .setMessage(why)
                        .build();
        };
    }

    private static void requireLabels(List<String> labels) {
        if (labels.size() < 2 || labels.size() > MOST_LABELS) {
            throw ServiceException.invalid("labels", "must be 2 to " + MOST_LABELS, labels.size());
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).isBlank() || !seen.add(labels.get(i))) {
                throw ServiceException.invalid("labels[" + i + "]", "must be unique and not empty", labels.get(i));
            }
        }
    }

    private static UUID project(String id) {
        UUID projectId = Paging.id("projectId", id);
        Caller.current().requireProject(id);
        return projectId;
    }

    private static float[] vector(int position, Vector message, int dimensions) {
        if (message.getValuesCount() != dimensions) {
            throw ServiceException.invalid(
                    "vectors[" + position + "]", "must have " + dimensions + " values", message.getValuesCount());
        }
        float[] vector = new float[dimensions];
        for (int d = 0; d < dimensions; d++) {
            vector[d] = message.getValues(d);
        }
        return vector;
    }

    private static Prediction prediction(double[] probabilities) {
        Prediction.Builder prediction = Prediction.newBuilder();
        for (double probability : probabilities) {
            prediction.addProbabilities(probability);
        }
        return prediction.build();
    }
}
