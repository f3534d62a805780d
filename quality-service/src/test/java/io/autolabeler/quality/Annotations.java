package io.autolabeler.quality;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.Label;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.AnnotatedItem;
import io.autolabeler.labeling.v1.AnnotationsStored;
import io.autolabeler.labeling.v1.Neighbour;
import io.autolabeler.platform.caller.Caller;
import io.autolabeler.quality.v1.AssessedItem;
import io.grpc.ClientInterceptor;
import io.grpc.stub.MetadataUtils;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events of annotations and callers, as labeling and the gateway make them. */
public final class Annotations {
    public static final Annotator ANNOTATOR = Annotator.newBuilder()
            .setModel("embedded")
            .setPromptVersion("neighbours:1")
            .build();

    private Annotations() {}

    /** An event of a run without items. */
    public static AnnotationsStored.Builder event(UUID projectId) {
        return AnnotationsStored.newBuilder()
                .setRunId(UUID.randomUUID().toString())
                .setProjectId(projectId.toString())
                .setDatasetId(UUID.randomUUID().toString())
                .setAnnotator(ANNOTATOR)
                .addLabels(Label.newBuilder().setName("spam").setDescription("unwanted"))
                .addLabels(Label.newBuilder().setName("ham"));
    }

    /** An item labeled spam with this confidence, routed to a person. */
    public static AnnotatedItem.Builder routed(double confidence) {
        return item(confidence)
                .setText("win a prize, call now")
                .setRoute(Route.Value.HUMAN_REVIEW)
                .addNeighbours(Neighbour.newBuilder()
                        .setText("win big")
                        .setLabel("spam")
                        .setSimilarity(.8));
    }

    /** An item labeled spam with this confidence. */
    public static AnnotatedItem.Builder item(double confidence) {
        return AnnotatedItem.newBuilder()
                .setItemId(UUID.randomUUID().toString())
                .setLabel("spam")
                .addScores(score("spam", confidence))
                .addScores(score("ham", 1 - confidence))
                .setRawConfidence(confidence)
                .setConfidence(confidence)
                .setRoute(Route.Value.AUTO_ACCEPT);
    }

    /** An item labeled spam with this confidence, before it is assessed. */
    public static AssessedItem assessedItem(String id, double confidence) {
        return AssessedItem.newBuilder()
                .setItemId(id)
                .setLabel("spam")
                .addScores(confidence)
                .addScores(1 - confidence)
                .build();
    }

    public static LabelScore score(String label, double score) {
        return LabelScore.newBuilder().setLabel(label).setScore(score).build();
    }

    /** Calls as the reviewer with this key; without projects it may use all. */
    public static ClientInterceptor as(String keyId, UUID... projects) {
        Set<String> ids = Arrays.stream(projects).map(UUID::toString).collect(Collectors.toSet());
        return MetadataUtils.newAttachHeadersInterceptor(new Caller(keyId, ids).metadata());
    }
}
