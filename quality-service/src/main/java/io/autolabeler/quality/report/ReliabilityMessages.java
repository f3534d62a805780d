package io.autolabeler.quality.report;

import io.autolabeler.quality.calibration.DistributionReport;
import io.autolabeler.quality.calibration.Outcomes;
import io.autolabeler.quality.calibration.ReliabilityBins;
import io.autolabeler.quality.calibration.ReliabilityMetrics;
import io.autolabeler.quality.calibration.ReliabilityReport;
import io.autolabeler.quality.calibration.ScoredItems;
import io.autolabeler.quality.certification.RiskCoverage;
import io.autolabeler.quality.certification.ValidationSet;
import io.autolabeler.quality.v1.ReliabilityBin;
import io.autolabeler.quality.v1.ReliabilityFigures;
import java.util.List;

/** How far confidence can be relied on, as results have it. */
final class ReliabilityMessages {
    private ReliabilityMessages() {}

    /** The figures of items; there must be one. */
    static ReliabilityFigures figures(ReliabilityReport report, ScoredItems items, long seed) {
        Outcomes outcomes = items.outcomes();
        DistributionReport whole = DistributionReport.of(items);
        ReliabilityFigures.Builder figures = ReliabilityFigures.newBuilder()
                .setEce(report.errors().equalWidth())
                .setEceInterval(
                        Figures.bounds(ReliabilityReport.interval(outcomes, ReliabilityMessages::expectedError, seed)))
                .setEceEqualMass(report.errors().equalMass())
                .setEceDebiased(report.errors().debiased())
                .setEceSweep(report.errors().sweep())
                .setRmsceDebiased(report.errors().debiasedRoot())
                .setEceClasswise(whole.classwiseError())
                .setMce(report.errors().maximum())
                .setMceOfTen(report.errors().maximumOfTen())
                .setBrier(whole.brier())
                .setBrierTop(report.brier())
                .setNll(whole.logLoss())
                .setAccuracy(accuracy(outcomes))
                .setAurc(RiskCoverage.of(ValidationSet.of(outcomes.confidence(), errors(outcomes)))
                        .aurc())
                .setSharpness(report.sharpness());
        report.auroc().ifPresent(figures::setAuroc);
        report.spiegelhalter()
                .ifPresent(test -> figures.setSpiegelhalterZ(test.z()).setSpiegelhalterP(test.p()));
        return figures.build();
    }

    /** The diagram's bins. */
    static List<ReliabilityBin> bins(ReliabilityBins diagram) {
        return diagram.bins().stream()
                .map(each -> ReliabilityBin.newBuilder()
                        .setLower(each.lower())
                        .setUpper(each.upper())
                        .setItems(each.items())
                        .setMeanConfidence(each.meanConfidence())
                        .setAccuracy(Figures.estimate(each.accuracy(), each.interval()))
                        .setGap(each.meanConfidence() - each.accuracy())
                        .build())
                .toList();
    }

    private static double expectedError(Outcomes outcomes) {
        return ReliabilityBins.equalWidth(outcomes, ReliabilityMetrics.BINS).expectedError();
    }

    private static double accuracy(Outcomes outcomes) {
        int right = 0;
        for (boolean correct : outcomes.correct()) {
            right += correct ? 1 : 0;
        }
        return (double) right / outcomes.size();
    }

    private static boolean[] errors(Outcomes outcomes) {
        boolean[] wrong = new boolean[outcomes.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = !outcomes.correct()[i];
        }
        return wrong;
    }
}
