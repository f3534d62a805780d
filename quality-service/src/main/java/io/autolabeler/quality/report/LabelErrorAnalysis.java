package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.labelerror.ConfidentJoint;
import io.autolabeler.quality.labelerror.CrowdLab;
import io.autolabeler.quality.labelerror.GivenLabels;
import io.autolabeler.quality.labelerror.LabelErrors;
import io.autolabeler.quality.labelerror.LabelErrors.Suspect;
import io.autolabeler.quality.labelerror.LabelFilter;
import io.autolabeler.quality.labelerror.LabelScore;
import io.autolabeler.quality.report.LabelErrorRows.Item;
import io.autolabeler.quality.report.SuspectRows.Numbered;
import io.autolabeler.quality.v1.ConfusedPair;
import io.autolabeler.quality.v1.JointRow;
import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.LabelNoise;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import io.autolabeler.quality.v1.SuspectLabel;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Labels that are likely wrong, from out-of-sample probabilities: the file's, or by cross-validation on its texts. */
@Singleton
class LabelErrorAnalysis implements Analysis {
    private static final List<String> FILTERS =
            List.of("prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given");
    private static final List<String> SCORES =
            List.of("self_confidence", "normalised_margin", "confidence_weighted_entropy");
    private static final int MOST_PAIRS = 50;
    private static final int MOST_LABELS_OF_JOINT = 200;

    /** How much of the work embedding is. */
    private static final double EMBEDDING = 0.5;

    private final TextEmbeddings embeddings;

    LabelErrorAnalysis(TextEmbeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.LABEL_ERRORS;
    }

    @Override
    public void check(Report settings) {
        settings(settings.getLabelErrorSettings());
        if (settings.getLabelErrorSettings().getInSample()) {
            throw ServiceException.invalid(
                    "inSample",
                    "must be false: a model finds no errors in labels that it has learnt, so give probabilities by one"
                            + " that has not seen them",
                    true);
        }
    }

    private static LabelErrors.Settings settings(LabelErrorSettings asked) {
        String filter = Settings.choice("filter", asked.getFilter(), FILTERS);
        String score = Settings.choice("score", asked.getScore(), SCORES);
        LabelErrors.Settings standard = LabelErrors.Settings.DEFAULT;
        return new LabelErrors.Settings(
                LabelFilter.valueOf(filter.toUpperCase(Locale.ROOT)),
                atLeastOne("minClass", asked.getMinClass(), standard.leastInClass()),
                atLeastOne("minItems", asked.getMinItems(), standard.leastLabels()),
                LabelScore.valueOf(score.toUpperCase(Locale.ROOT)),
                asked.getAdjusted());
    }

    private static int atLeastOne(String field, int value, int standard) {
        if (value < 0) {
            throw ServiceException.invalid(field, "must be at least 1", value);
        }
        return value == 0 ? standard : value;
    }

    @Override
    public Report run(Job job) {
        LabelErrorSettings asked = job.report().getLabelErrorSettings();
        LabelErrors.Settings settings = settings(asked);
        LabelErrorColumns columns = LabelErrorColumns.of(job, asked);
        double embedding = columns.embeds() ? EMBEDDING : 0;
        DoubleConsumer progress = job.progress();
        LabelErrorRows rows =
                LabelErrorRows.read(job, columns, embeddings, share -> progress.accept(embedding * share));
        LabelOpinions opinions = LabelOpinions.of(rows, share -> progress.accept(embedding + (1 - embedding) * share));
        LabelErrorResult.Builder result = LabelErrorResult.newBuilder()
                .setUnlabeled(rows.unlabeled())
                .setModel(rows.vectors().model())
                .addAllExcludedLabels(opinions.leftOutNames(rows));
        SuspectRows.tell(rows, rows.majority(), opinions.contradictions(), result);
        new Work(job, rows, settings, opinions, result).judge();
        return Report.newBuilder().setInput(rows.input()).setLabelErrors(result).build();
    }

    /** Rows and opinions on the way to a result. */
    private record Work(
            Job job,
            LabelErrorRows rows,
            LabelErrors.Settings settings,
            LabelOpinions opinions,
            LabelErrorResult.Builder result) {

        void judge() {
            Optional<CrowdLab> crowd = rows.columns().severalAnnotators()
                    ? CrowdLab.of(rows.matrix(), opinions.normalised())
                    : Optional.empty();
            crowd.ifPresentOrElse(this::several, this::single);
        }

        private void several(CrowdLab found) {
            boolean enough = rows.items().size() >= settings.leastLabels();
            CrowdErrors errors = new CrowdErrors(rows, found, enough);
            List<Numbered> suspects = SuspectRows.sorted(errors.suspects());
            result.setItems(suspects.size())
                    .setFlagged((int) suspects.stream()
                            .filter(each -> each.label().getFlagged())
                            .count())
                    .setCrowd(errors.figures());
            if (!enough) {
                onlyRanked("items");
            }
            SuspectRows.write(job, rows, suspects, opinions.contradictions(), result);
        }

        private void single() {
            GivenLabels labels = opinions.given();
            result.setItems(labels.size()).setExcluded(labels.unreadable() + opinions.unlearnt());
            switch (LabelErrors.find(labels, settings, LabelOpinions.SEED)) {
                case LabelErrors.Nothing nothing ->
                    result.setReason(rows.classes() < 2 ? "one label: nothing to find" : "no label can be judged");
                case LabelErrors.Uninformative uninformative ->
                    result.setUninformative(true)
                            .setReason("the probabilities tell nothing about the labels: nothing is flagged");
                case LabelErrors.Ranking ranking -> {
                    onlyRanked("labels");
                    rank(ranking.suspects(), List.of());
                }
                case LabelErrors.Found all -> {
                    result.setFlagged(all.flagged().size()).setEstimatedIssues(all.estimatedIssues());
                    count(all.joint());
                    rank(all.suspects(), all.flagged());
                }
            }
        }

        private void onlyRanked(String what) {
            result.setRankingOnly(true)
                    .setReason(
                            "fewer than %d %s: only ranked, nothing flagged".formatted(settings.leastLabels(), what));
        }

        private void rank(List<Suspect> suspects, List<Suspect> flagged) {
            Set<Integer> wrong = new HashSet<>();
            flagged.forEach(each -> wrong.add(each.item()));
            List<Numbered> sorted = SuspectRows.sorted(suspects.stream()
                    .map(each -> numbered(each, wrong.contains(each.item())))
                    .toList());
            SuspectRows.write(job, rows, sorted, opinions.contradictions(), result);
        }

        private Numbered numbered(Suspect suspect, boolean flagged) {
            Item item = rows.items().get(suspect.item());
            return new Numbered(
                    suspect.item(),
                    SuspectLabel.newBuilder()
                            .setId(item.id())
                            .setRow(item.row())
                            .setText(item.text())
                            .setGiven(rows.label(suspect.given()))
                            .setLikely(rows.label(suspect.probable()))
                            .setScore(suspect.score())
                            .setFlagged(flagged));
        }

        private void count(ConfidentJoint joint) {
            result.setTotalNoise(joint.totalNoise());
            joint.confused().stream()
                    .limit(MOST_PAIRS)
                    .forEach(each -> result.addConfused(ConfusedPair.newBuilder()
                            .setGiven(rows.label(each.given()))
                            .setLikely(rows.label(each.probable()))
                            .setCount(each.items())));
            for (int label = 0; label < rows.classes(); label++) {
                int items = Arrays.stream(joint.calibrated()[label]).sum();
                LabelNoise.Builder noise = LabelNoise.newBuilder()
                        .setLabel(rows.label(label))
                        .setItems(items)
                        .setNoise(joint.noiseRate(label));
                result.addLabels(items == 0 ? noise : noise.setThreshold(joint.thresholds()[label]));
                if (settings.filter().prunes() && items > 0 && items < settings.leastInClass()) {
                    result.addSparedLabels(rows.label(label));
                }
                if (rows.classes() <= MOST_LABELS_OF_JOINT) {
                    result.addJoint(JointRow.newBuilder()
                            .setGiven(rows.label(label))
                            .addAllCounts(Arrays.stream(joint.calibrated()[label])
                                    .boxed()
                                    .toList()));
                }
            }
        }
    }
}
