package io.autolabeler.quality.report;

import io.autolabeler.quality.labelerror.ConfidentJoint;
import io.autolabeler.quality.labelerror.GivenLabels;
import io.autolabeler.quality.labelerror.LabelErrors;
import io.autolabeler.quality.labelerror.LabelErrors.Suspect;
import io.autolabeler.quality.labelerror.LabelFilter;
import io.autolabeler.quality.v1.ConfusedPair;
import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.LabelNoise;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import io.autolabeler.quality.v1.ReportKind;
import io.autolabeler.quality.v1.SuspectLabel;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labels that are likely wrong, from out-of-sample probabilities. */
@Singleton
class LabelErrorAnalysis implements Analysis {
    private static final List<String> FILTERS =
            List.of("prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given");
    private static final int MOST_SUSPECTS = 100;
    private static final int MOST_PAIRS = 50;
    private static final long SEED = 7;
    private static final String TEXT = "text";
    /** Code points. */
    private static final int MOST_TEXT = 200;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.LABEL_ERRORS;
    }

    @Override
    public void check(Report settings) {
        Settings.choice("filter", settings.getLabelErrorSettings().getFilter(), FILTERS);
    }

    @Override
    public Report run(Job job) {
        LabelErrorSettings asked = job.report().getLabelErrorSettings();
        Reader rows = new Reader(asked);
        ReportInput input = job.rows(rows::accept);
        GivenLabels labels = rows.labels();
        String filter = Settings.choice("filter", asked.getFilter(), FILTERS).toUpperCase(Locale.ROOT);
        LabelErrors found =
                LabelErrors.find(labels, LabelErrors.Settings.DEFAULT.with(LabelFilter.valueOf(filter)), SEED);
        LabelErrorResult.Builder result =
                LabelErrorResult.newBuilder().setItems(labels.size()).setExcluded(labels.unreadable());
        switch (found) {
            case LabelErrors.Nothing nothing -> {}
            case LabelErrors.Uninformative uninformative -> result.setUninformative(true);
            case LabelErrors.Ranking ranking -> rank(job.output(), rows, ranking.suspects(), List.of(), result);
            case LabelErrors.Found all -> {
                rank(job.output(), rows, all.suspects(), all.flagged(), result);
                result.setFlagged(all.flagged().size()).setEstimatedIssues(all.estimatedIssues());
                count(all.joint(), rows.names(), result);
            }
        }
        rows.addTexts(job, result);
        return Report.newBuilder().setInput(input).setLabelErrors(result).build();
    }

    private static void rank(
            OutputRows output,
            Reader rows,
            List<Suspect> suspects,
            List<Suspect> flagged,
            LabelErrorResult.Builder result) {
        Set<Integer> wrong = new HashSet<>();
        flagged.forEach(each -> wrong.add(each.item()));
        output.add(List.of("id", "given", "likely", "score", "flagged"));
        for (Suspect suspect : suspects) {
            SuspectLabel label = SuspectLabel.newBuilder()
                    .setId(rows.id(suspect.item()))
                    .setGiven(rows.names().get(suspect.given()))
                    .setLikely(rows.names().get(suspect.probable()))
                    .setScore(suspect.score())
                    .setFlagged(wrong.contains(suspect.item()))
                    .build();
            output.add(List.of(
                    label.getId(),
                    label.getGiven(),
                    label.getLikely(),
                    Double.toString(label.getScore()),
                    Boolean.toString(label.getFlagged())));
            if (result.getSuspectsCount() < MOST_SUSPECTS) {
                result.addSuspects(label);
            }
        }
    }

    private static void count(ConfidentJoint joint, List<String> names, LabelErrorResult.Builder result) {
        joint.confused().stream()
                .limit(MOST_PAIRS)
                .forEach(each -> result.addConfused(ConfusedPair.newBuilder()
                        .setGiven(names.get(each.given()))
                        .setLikely(names.get(each.probable()))
                        .setCount(each.items())));
        for (int label = 0; label < names.size(); label++) {
            result.addLabels(LabelNoise.newBuilder()
                    .setLabel(names.get(label))
                    .setItems(Arrays.stream(joint.calibrated()[label]).sum())
                    .setNoise(joint.noiseRate(label)));
        }
    }

    /** Collects rows of a label and probabilities. */
    private static final class Reader {
        private final LabelErrorSettings asked;
        private final List<String> ids = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();
        private final List<double[]> shares = new ArrayList<>();
        private final Map<String, Integer> lines = new HashMap<>();
        private @Nullable Place place;
        private boolean hasText;

        Reader(LabelErrorSettings asked) {
            this.asked = asked;
        }

        private record Place(String label, String id, ProbabilityRows probabilities) {
            static Place of(LabelErrorSettings asked, Set<String> columns) {
                ProbabilityRows probabilities = ProbabilityRows.named(columns);
                if (probabilities.size() < 2) {
                    throw new ReportFault(
                            "",
                            "the file must have a column p_<label> for each label; its columns are "
                                    + String.join(", ", columns));
                }
                return new Place(
                        Column.of("labelColumn", asked.getLabelColumn(), "label")
                                .in(columns),
                        Column.of("idColumn", asked.getIdColumn(), "id").orNone(columns),
                        probabilities);
            }
        }

        void accept(FileRow row) {
            Place where = place == null ? Place.of(asked, row.columns()) : place;
            place = where;
            hasText = row.columns().contains(TEXT);
            double[] distribution = where.probabilities.of(row);
            int label = where.probabilities.number(where.label, row.required(where.label));
            String id = where.id.isEmpty() ? Integer.toString(row.number()) : row.get(where.id);
            lines.putIfAbsent(id, row.line());
            ids.add(id);
            labels.add(label);
            shares.add(distribution);
        }

        /** Reads the file once more for the texts of the few that are shown, so that not all texts are held. */
        void addTexts(Job job, LabelErrorResult.Builder result) {
            if (!hasText) {
                return;
            }
            Map<Integer, SuspectLabel.Builder> byLine = new HashMap<>();
            result.getSuspectsBuilderList()
                    .forEach(each -> byLine.put(Objects.requireNonNull(lines.get(each.getId())), each));
            job.rows(row -> {
                SuspectLabel.@Nullable Builder suspect = byLine.get(row.line());
                if (suspect != null) {
                    suspect.setText(beginning(row.get(TEXT)));
                }
            });
        }

        private static String beginning(String text) {
            int points = Math.min(MOST_TEXT, text.codePointCount(0, text.length()));
            return text.substring(0, text.offsetByCodePoints(0, points));
        }

        GivenLabels labels() {
            return GivenLabels.of(
                    labels.stream().mapToInt(Integer::intValue).toArray(),
                    shares.toArray(double[][]::new),
                    GivenLabels.Source.OUT_OF_SAMPLE);
        }

        List<String> names() {
            return place == null ? List.of() : place.probabilities.labels();
        }

        String id(int item) {
            return ids.get(item);
        }
    }
}
