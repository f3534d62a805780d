package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.Route;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.platform.database.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Annotations as callers see them, in input order. */
@Singleton
class AnnotationReader {
    private static final String SELECT = """
            select a.*, i.text, i.gold_label as uploaded_gold,
                coalesce(i.corrected_label, i.gold_label) as true_label, i.external_id
            from annotation a join item i on i.id = a.item_id where a.run_id = $1""";

    private final Database database;

    AnnotationReader(Database database) {
        this.database = database;
    }

    /** Annotations after the given place; only of a route, or only failed ones, where asked. */
    List<Annotation> list(UUID runId, Route.Value route, boolean failed, int after, int limit) {
        return database.list(
                SELECT + """
                         and a.ordinal > $2 and ($3::text is null or a.route = $3)
                        and (not $4 or a.error_code is not null) order by a.ordinal limit $5""",
                AnnotationReader::annotation,
                runId,
                after,
                route == Route.Value.UNSPECIFIED ? null : route.name(),
                failed,
                limit);
    }

    /** The annotations from the first to the last place, both included. */
    List<Annotation> between(UUID runId, int first, int last) {
        return database.list(
                SELECT + " and a.ordinal between $2 and $3 order by a.ordinal",
                AnnotationReader::annotation,
                runId,
                first,
                last);
    }

    private static Annotation annotation(Row row) {
        Annotation.Builder annotation = Annotation.newBuilder()
                .setItemId(row.getUUID("item_id").toString())
                .setOrdinal(row.getInteger("ordinal"))
                .setText(row.getString("text"))
                .setExternalId(orEmpty(row.getString("external_id")))
                .setLabel(row.getString("label"))
                .addAllScores(AnnotationRepository.scores(row.get(JsonArray.class, "scores")))
                .setUncalibrated(row.getBoolean("uncalibrated"))
                .setDegraded(row.getBoolean("degraded"))
                .setCostUsd(Pico.toUsd(row.getLong("cost_pico")))
                .setAnnotator(Annotator.newBuilder()
                        .setModel(row.getString("model"))
                        .setPromptVersion(row.getString("prompt_version")))
                .setGoldLabel(orEmpty(row.getString("uploaded_gold")))
                .setTruncated(row.getBoolean("truncated"))
                .setOtherLanguage(row.getBoolean("other_language"))
                .setCalibrationId(id(row.getUUID("calibration_id")))
                .setCertificateId(id(row.getUUID("certificate_id")))
                .setAudit(row.getBoolean("audited") && row.getString("final_label") != null);
        setConfidence(annotation, row);
        setError(annotation, row);
        setFinalLabel(annotation, row);
        return annotation.build();
    }

    private static String id(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private static void setConfidence(Annotation.Builder annotation, Row row) {
        @Nullable Double raw = row.getDouble("raw_confidence");
        if (raw != null) {
            annotation.setRawConfidence(raw);
        }
        @Nullable Double confidence = row.getDouble("confidence");
        if (confidence != null) {
            annotation.setConfidence(confidence);
        }
        @Nullable String route = row.getString("route");
        if (route != null) {
            annotation.setRoute(Route.Value.valueOf(route));
        }
    }

    private static void setError(Annotation.Builder annotation, Row row) {
        @Nullable String code = row.getString("error_code");
        if (code != null) {
            annotation.setError(ItemError.newBuilder()
                    .setCode(ItemError.Code.valueOf(code))
                    .setMessage(orEmpty(row.getString("error_message"))));
        }
    }

    /** A person's label comes first, then gold as people corrected it in other runs, then what was accepted from the model. */
    private static void setFinalLabel(Annotation.Builder annotation, Row row) {
        @Nullable String reviewed = row.getString("final_label");
        if (reviewed != null) {
            @Nullable String source = row.getString("label_source");
            annotation.setFinalLabel(reviewed).setLabelSource(source == null ? "review" : source);
        } else if (!annotation.getGoldLabel().isEmpty()) {
            annotation.setFinalLabel(orEmpty(row.getString("true_label"))).setLabelSource("gold");
        } else if (annotation.getRoute() == Route.Value.AUTO_ACCEPT) {
            annotation.setFinalLabel(annotation.getLabel()).setLabelSource("model");
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
