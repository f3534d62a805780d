package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.labeling.annotator.LabeledBatch;
import io.autolabeler.labeling.annotator.Labeler;
import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.Outcome;
import io.autolabeler.labeling.annotator.Outcome.Usage;
import io.autolabeler.labeling.annotator.TextItem;
import io.autolabeler.learning.v1.PredictRequest;
import io.autolabeler.learning.v1.PredictResponse;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.neighbours.Distributions;
import io.autolabeler.platform.neighbours.NeighbourVote;
import io.autolabeler.platform.neighbours.NeighbourVote.Neighbour;
import io.autolabeler.retrieval.v1.Retrieved;
import io.autolabeler.retrieval.v1.ScoredExample;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Labels texts from their sentence vectors: by the label descriptions, by the nearest labeled examples, or by the trained head.
 * Costs nothing. UNAVAILABLE while retrieval-service is away: nothing can be said without vectors.
 */
@Singleton
public class EmbeddedLabeler implements Labeler {
    private static final Logger LOG = Logger.getLogger(EmbeddedLabeler.class);
    /** Its temperature was found like {@link NeighbourVote#TEMPERATURE}. */
    private static final DescriptionSimilarity DESCRIPTIONS = new DescriptionSimilarity(0.03);

    /** With few examples the descriptions say more than the neighbours. */
    private static final NeighbourVote FEW = new NeighbourVote(NeighbourVote.TEMPERATURE, 2);

    private final LabelVectors labelVectors;
    private final HeadClient heads;

    EmbeddedLabeler(LabelVectors labelVectors, HeadClient heads) {
        this.labelVectors = labelVectors;
        this.heads = heads;
    }

    @Override
    public LabeledBatch label(LabelingTask task, @Nullable UUID chunkId, List<TextItem> items) {
        if (items.isEmpty()) {
            return new LabeledBatch(List.of(), List.of(), transaction -> {});
        }
        List<Retrieved> retrieved =
                items.stream().map(EmbeddedLabeler::vectorOf).toList();
        long start = System.nanoTime();
        Optional<List<double[]>> byHead = task.method() == Method.HEAD ? predict(task, retrieved) : Optional.empty();
        List<double[]> found = byHead.orElseGet(() -> vote(task, retrieved));
        String version = task.method() == Method.HEAD && byHead.isEmpty() ? fallback(task) : task.promptVersion();
        double seconds = (System.nanoTime() - start) / 1e9 / items.size();
        List<Outcome> outcomes = found.stream()
                .<Outcome>map(each ->
                        new Outcome.Labeled(scores(task.labels(), each), version, false, new Usage(0, 0, 0, seconds)))
                .toList();
        return new LabeledBatch(outcomes, List.of(), transaction -> {});
    }

    private static Retrieved vectorOf(TextItem item) {
        if (item.retrieved() == null
                || item.retrieved().getEmbedding().getVector().getValuesCount() == 0) {
            throw ServiceException.unavailable(
                    "retrieval-service does not answer: there are no vectors to label by", null);
        }
        return item.retrieved();
    }

    /** The head's predictions; empty where learning-service cannot give them. */
    private Optional<List<double[]>> predict(LabelingTask task, List<Retrieved> retrieved) {
        PredictRequest.Builder request = PredictRequest.newBuilder()
                .setProjectId(task.projectId().toString())
                .setHeadVersion(task.headVersion());
        retrieved.forEach(each -> request.addVectors(each.getEmbedding().getVector()));
        try {
            return Optional.of(predictions(task, heads.predict(request.build())));
        } catch (ServiceException | CircuitBreakerOpenException e) {
            LOG.debugf("no head, neighbours instead: %s", e.getMessage());
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
            LOG.warnf("head %d of project %s is gone: neighbours instead", task.headVersion(), task.projectId());
            return Optional.empty();
        }
    }

    /** In the order of the schema; a label that the head does not know has probability 0. */
    private static List<double[]> predictions(LabelingTask task, PredictResponse response) {
        Map<String, Integer> places = places(task.labels());
        List<double[]> all = new ArrayList<>();
        response.getPredictionsList().forEach(prediction -> {
            double[] weights = new double[task.labels().size()];
            for (int i = 0; i < response.getLabelsCount(); i++) {
                @Nullable Integer place = places.get(response.getLabels(i));
                if (place != null) {
                    weights[place] = prediction.getProbabilities(i);
                }
            }
            all.add(Distributions.normalised(weights));
        });
        return all;
    }

    private List<double[]> vote(LabelingTask task, List<Retrieved> retrieved) {
        List<float[]> descriptions = labelVectors.of(task.labels());
        Map<String, Integer> places = places(task.labels());
        NeighbourVote rule = task.method() == Method.DESCRIPTIONS ? FEW : NeighbourVote.OF_EXAMPLES;
        return retrieved.stream()
                .map(each -> rule.distribution(
                        neighbours(each, places),
                        DESCRIPTIONS.distribution(
                                LabelVectors.floats(each.getEmbedding().getVector()), descriptions)))
                .toList();
    }

    private static List<Neighbour> neighbours(Retrieved retrieved, Map<String, Integer> places) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (ScoredExample each : retrieved.getNeighboursList()) {
            @Nullable Integer place = places.get(each.getExample().getLabel());
            if (place != null && neighbours.size() < NeighbourVote.VOTERS) {
                neighbours.add(new Neighbour(place, each.getSimilarity()));
            }
        }
        return neighbours;
    }

    private static Map<String, Integer> places(List<Label> labels) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i).getName(), i);
        }
        return places;
    }

    /** Says that the neighbours stood in for the head, for example {@code neighbours:3f2a…} for {@code head-3:3f2a…}. */
    private static String fallback(LabelingTask task) {
        String version = task.promptVersion();
        return "neighbours:" + version.substring(version.indexOf(':') + 1);
    }

    private static List<LabelScore> scores(List<Label> labels, double[] distribution) {
        List<LabelScore> scores = new ArrayList<>(labels.size());
        for (int i = 0; i < distribution.length; i++) {
            scores.add(LabelScore.newBuilder()
                    .setLabel(labels.get(i).getName())
                    .setScore(distribution[i])
                    .build());
        }
        scores.sort(Comparator.comparingDouble(LabelScore::getScore).reversed());
        return scores;
    }
}
