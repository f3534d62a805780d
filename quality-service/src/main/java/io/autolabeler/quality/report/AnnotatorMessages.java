package io.autolabeler.quality.report;

import io.autolabeler.quality.consensus.AnnotatorReport;
import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.EnsembleDiversity;
import io.autolabeler.quality.consensus.ModelPair;
import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.v1.AnnotatorPair;
import io.autolabeler.quality.v1.AnnotatorQuality;
import io.autolabeler.quality.v1.ConfusionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is said of annotators, as results have it. */
final class AnnotatorMessages {
    private static final int MOST_COMPARED = 50;
    private static final int MOST_PAIRS = 20;
    private static final int LEAST_COMMON = 20;
    // Less than this of a label says nothing.
    private static final double LEAST_COUNT = 0.01;

    private AnnotatorMessages() {}

    /**
     * One annotator's.
     *
     * @param withConfusion false where all matrices together would be too large for an answer
     */
    static AnnotatorQuality quality(Numbering names, int annotator, AnnotatorReport report, boolean withConfusion) {
        AnnotatorQuality.Builder quality = AnnotatorQuality.newBuilder()
                .setAnnotator(names.annotatorName(annotator))
                .setAnnotations(report.labels())
                .setJudged(report.judged())
                .setAccuracy(Figures.estimate(report.accuracy(), report.accuracyInterval()))
                .setBalancedAccuracy(report.balancedAccuracy())
                .setInformationBits(report.informationBits())
                .setMostBits(report.mostBits())
                .setSpammer(report.spammer());
        report.informedness().ifPresent(quality::setInformedness);
        for (int truth = 0; withConfusion && truth < report.confusion().length; truth++) {
            ConfusionRow.Builder row =
                    ConfusionRow.newBuilder().setTruth(names.labels().get(truth));
            Arrays.stream(report.confusion()[truth]).forEach(row::addShares);
            Arrays.stream(report.counts()[truth]).forEach(row::addCounts);
            quality.addConfusion(row);
        }
        return quality.build();
    }

    /** How much annotators repeat each other; empty where there are too many of them, or no two with enough common items. */
    static Optional<io.autolabeler.quality.v1.EnsembleDiversity> diversity(
            Numbering names, VoteMatrix votes, Consensus consensus) {
        if (votes.annotators() > MOST_COMPARED) {
            return Optional.empty();
        }
        EnsembleDiversity diversity = EnsembleDiversity.of(votes, consensus);
        List<ModelPair> pairs = diversity.pairs().stream()
                .filter(each -> each.common() >= LEAST_COMMON)
                .sorted(Comparator.comparingDouble(ModelPair::errorCorrelation).reversed())
                .limit(MOST_PAIRS)
                .toList();
        if (pairs.isEmpty() || !(diversity.effectiveVoters() > 0)) {
            return Optional.empty();
        }
        return Optional.of(io.autolabeler.quality.v1.EnsembleDiversity.newBuilder()
                .setEffectiveVoters(diversity.effectiveVoters())
                .addAllMostAlike(pairs.stream().map(each -> pair(names, each)).toList())
                .build());
    }

    private static AnnotatorPair pair(Numbering names, ModelPair pair) {
        AnnotatorPair.Builder message = AnnotatorPair.newBuilder()
                .setFirst(names.annotatorName(pair.first()))
                .setSecond(names.annotatorName(pair.second()))
                .setCommonItems(pair.common())
                .setDisagreement(pair.disagreement().orElseThrow())
                .setDoubleFault(pair.doubleFault().orElseThrow())
                .setErrorCorrelation(pair.errorCorrelation());
        pair.qStatistic().ifPresent(message::setQStatistic);
        return message.build();
    }

    /** What later reports may start from. */
    static List<PastLabels> found(Numbering names, List<AnnotatorReport> reports) {
        Instant now = Instant.now();
        List<PastLabels> found = new ArrayList<>();
        for (int annotator = 0; annotator < reports.size(); annotator++) {
            double[][] counts = reports.get(annotator).counts();
            for (int truth = 0; truth < counts.length; truth++) {
                for (int label = 0; label < counts.length; label++) {
                    if (counts[truth][label] >= LEAST_COUNT) {
                        found.add(new PastLabels(
                                names.annotatorName(annotator),
                                names.labels().get(truth),
                                names.labels().get(label),
                                counts[truth][label],
                                now));
                    }
                }
            }
        }
        return found;
    }
}
