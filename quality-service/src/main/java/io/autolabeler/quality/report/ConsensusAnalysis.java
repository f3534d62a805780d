package io.autolabeler.quality.report;

import io.autolabeler.quality.consensus.AnnotatorReport;
import io.autolabeler.quality.consensus.AnnotatorReports;
import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.ConsensusMethods;
import io.autolabeler.quality.consensus.Mixture;
import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import io.autolabeler.quality.report.AnnotationRows.Columns;
import io.autolabeler.quality.report.AnnotationRows.Read;
import io.autolabeler.quality.v1.AnnotatorQuality;
import io.autolabeler.quality.v1.Bounds;
import io.autolabeler.quality.v1.ConfusionRow;
import io.autolabeler.quality.v1.ConsensusResult;
import io.autolabeler.quality.v1.ConsensusSettings;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.MixedMethod;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** One label per item from many annotators. */
@Singleton
class ConsensusAnalysis implements Analysis {
    private static final int MOST_LABELS = 500;
    private static final double SHARE_OF_FIT = 0.95;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.CONSENSUS;
    }

    @Override
    public void check(Report settings) {
        ConsensusSettings asked = settings.getConsensusSettings();
        Settings.choice("method", asked.getMethod(), ConsensusMethods.NAMES);
    }

    @Override
    public Report run(Job job) {
        ConsensusSettings asked = job.report().getConsensusSettings();
        Read read = AnnotationRows.of(
                job,
                Columns.of(
                        asked.getItemColumn(),
                        asked.getAnnotatorColumn(),
                        asked.getLabelColumn(),
                        asked.getGoldColumn()));
        AnnotationRows rows = read.rows();
        VoteMatrix votes = votes(rows);
        String method = Settings.choice("method", asked.getMethod(), ConsensusMethods.NAMES);
        DoubleConsumer fitting = share -> job.progress().accept(share * SHARE_OF_FIT);
        DoubleConsumer judging = share -> job.progress().accept(SHARE_OF_FIT + share * (1 - SHARE_OF_FIT));
        Consensus consensus = infer(method, asked.getSeed(), votes, fitting);
        write(job.output(), rows, consensus);
        ConsensusResult.Builder result = result(rows, votes, consensus);
        List<AnnotatorReport> reports = new AnnotatorReports(asked.getSeed()).of(votes, consensus, judging);
        for (int annotator = 0; annotator < reports.size(); annotator++) {
            result.addByAnnotator(quality(rows, annotator, reports.get(annotator)));
        }
        return Report.newBuilder().setInput(read.input()).setConsensus(result).build();
    }

    private static Consensus infer(String method, long seed, VoteMatrix votes, DoubleConsumer progress) {
        try {
            return ConsensusMethods.named(method, seed).infer(votes, progress);
        } catch (IllegalArgumentException refused) {
            throw new ReportFault("method", method + " cannot be used: " + refused.getMessage());
        }
    }

    private static VoteMatrix votes(AnnotationRows rows) {
        Names labels = rows.labels();
        int[] gold = new int[rows.items().size()];
        for (int item = 0; item < gold.length; item++) {
            String label = rows.goldOf(item);
            gold[item] = label.isEmpty() ? VoteMatrix.UNKNOWN : labels.number(label);
        }
        if (labels.size() > MOST_LABELS) {
            throw new ReportFault(
                    "labelColumn",
                    "at most %d different labels are merged, got %d".formatted(MOST_LABELS, labels.size()));
        }
        VoteMatrixBuilder votes =
                VoteMatrix.builder(rows.items().size(), rows.annotators().size(), labels.size());
        for (int row = 0; row < rows.size(); row++) {
            votes.vote(rows.item(row), rows.annotator(row), rows.label(row));
        }
        for (int item = 0; item < gold.length; item++) {
            if (gold[item] != VoteMatrix.UNKNOWN) {
                votes.gold(item, gold[item]);
            }
        }
        return votes.build();
    }

    private static void write(OutputRows output, AnnotationRows rows, Consensus consensus) {
        List<String> header = new ArrayList<>(List.of("item", "label", "confidence"));
        rows.labels().all().forEach(label -> header.add("p_" + label));
        output.add(header);
        for (int item = 0; item < consensus.items(); item++) {
            int label = consensus.labels()[item];
            List<String> fields = new ArrayList<>(header.size());
            fields.add(rows.items().name(item));
            fields.add(label == VoteMatrix.UNKNOWN ? "" : rows.labels().name(label));
            fields.add(Double.toString(consensus.confidence(item)));
            for (double share : consensus.posteriors()[item]) {
                fields.add(Double.toString(share));
            }
            output.add(fields);
        }
    }

    private static ConsensusResult.Builder result(AnnotationRows rows, VoteMatrix votes, Consensus consensus) {
        ConsensusResult.Builder result = ConsensusResult.newBuilder()
                .setMethod(consensus.method())
                .setReason(consensus.method() + " was asked for.")
                .addAllLabels(rows.labels().all())
                .setItems(votes.items())
                .setAnnotators(votes.annotators())
                .setAnnotations(votes.votes())
                .setIdenticalRepeats(votes.repeats().identical())
                .setContradictingRepeats(votes.repeats().contradicting())
                .setTiedItems(consensus.tiedItems())
                .setGoldItems(votes.goldItems())
                .setRounds(consensus.rounds())
                .setConverged(consensus.converged());
        if (consensus.detail() instanceof Mixture mixture) {
            result.setReason(mixture.reason());
            mixture.candidates().forEach(each -> result.addMixture(mixed(each)));
        }
        return result;
    }

    private static MixedMethod mixed(Mixture.Candidate candidate) {
        return MixedMethod.newBuilder()
                .setMethod(candidate.method())
                .setWeight(candidate.weight())
                .setSharpness(candidate.sharpness())
                .setScore(candidate.total())
                .setGainOverMajority(candidate.gain())
                .setGainStandardError(candidate.gainStandardError())
                .build();
    }

    private static AnnotatorQuality quality(AnnotationRows rows, int annotator, AnnotatorReport report) {
        AnnotatorQuality.Builder quality = AnnotatorQuality.newBuilder()
                .setAnnotator(rows.annotators().name(annotator))
                .setAnnotations(report.labels())
                .setAccuracy(Estimate.newBuilder()
                        .setValue(report.accuracy())
                        .setInterval(Bounds.newBuilder()
                                .setLower(report.accuracyInterval().lower())
                                .setUpper(report.accuracyInterval().upper())))
                .setBalancedAccuracy(report.balancedAccuracy())
                .setInformationBits(report.informationBits())
                .setSpammer(report.spammer());
        for (int truth = 0; truth < report.confusion().length; truth++) {
            ConfusionRow.Builder row =
                    ConfusionRow.newBuilder().setTruth(rows.labels().name(truth));
            for (double share : report.confusion()[truth]) {
                row.addShares(share);
            }
            quality.addConfusion(row);
        }
        return quality.build();
    }
}
