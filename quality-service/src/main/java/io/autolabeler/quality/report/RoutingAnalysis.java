package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.certification.Certification;
import io.autolabeler.quality.certification.FixedSequence;
import io.autolabeler.quality.certification.PredictionSets;
import io.autolabeler.quality.certification.ReviewSplit;
import io.autolabeler.quality.certification.Risk;
import io.autolabeler.quality.certification.RiskCoverage;
import io.autolabeler.quality.certification.ValidationSet;
import io.autolabeler.quality.v1.ConformalFigures;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import io.autolabeler.quality.v1.ReportKind;
import io.autolabeler.quality.v1.RiskCoveragePoint;
import io.autolabeler.quality.v1.RoutingResult;
import io.autolabeler.quality.v1.RoutingSettings;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;

/** Thresholds that keep a promised error rate, from labels with a confidence and their gold labels. */
@Singleton
class RoutingAnalysis implements Analysis {
    private static final int MOST_POINTS = 200;
    private static final double CONFORMAL_MISS = 0.1;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.ROUTING;
    }

    @Override
    public void check(Report settings) {
        RoutingSettings asked = settings.getRoutingSettings();
        Settings.probability("maxRisk", asked.getMaxRisk(), Risk.DEFAULT.alpha());
        Settings.probability("miss", asked.getMiss(), Risk.DEFAULT.delta());
        RoutingCosts.check(asked);
        if (!asked.getCorrectColumn().isEmpty() && !asked.getGoldColumn().isEmpty()) {
            throw ServiceException.invalid(
                    "correctColumn", "must be left out where goldColumn is set", asked.getCorrectColumn());
        }
    }

    @Override
    public Report run(Job job) {
        RoutingSettings asked = job.report().getRoutingSettings();
        ConfidenceRows rows = new ConfidenceRows(asked);
        ReportInput input = job.rows(rows::accept);
        rows.requireUsable();
        Risk risk = new Risk(
                Settings.probability("maxRisk", asked.getMaxRisk(), Risk.DEFAULT.alpha()),
                Settings.probability("miss", asked.getMiss(), Risk.DEFAULT.delta()));
        ValidationSet items = rows.items();
        Certification certification = new FixedSequence(risk).certify(items);
        RoutingResult.Builder result = RoutingResult.newBuilder()
                .setItems(items.size())
                .setErrors(items.errors())
                .setGuarantee(certification.sentence());
        putCertificate(certification, items, result);
        putSplit(rows, certification.threshold(), RoutingCosts.of(asked), result);
        putCurve(RiskCoverage.of(items), items, result);
        rows.distributions().ifPresent(each -> result.setConformal(conformal(each)));
        putCounts(rows, result);
        return Report.newBuilder().setInput(input).setRouting(result).build();
    }

    private static void putCertificate(Certification certification, ValidationSet items, RoutingResult.Builder result) {
        switch (certification) {
            case Certification.Certified certified ->
                result.setAutoAcceptThreshold(certified.threshold())
                        .setAccepted((int) certified.accepted().items())
                        .setAcceptedErrors((int) certified.accepted().errors())
                        .setRiskUpperBound(certified.upperBound())
                        .setAutoShare(items.coverage(certified.threshold()));
            case Certification.NotCertified refused ->
                result.setMoreLabelsNeeded(refused.moreGold().orElse(0));
        }
    }

    private static void putSplit(ConfidenceRows rows, double accept, RoutingCosts costs, RoutingResult.Builder result) {
        ReviewSplit.Cheapest cheapest = costs.split(rows.scores(), rows.weights(), accept);
        result.setMeanCost(cheapest.meanCost())
                .setHumanShare(cheapest.reviewShare())
                .setExpertShare(cheapest.expertShare());
        if (Double.isFinite(cheapest.threshold())) {
            result.setHumanReviewThreshold(cheapest.threshold());
        }
        result.addNotes(
                "Only the share of wrong labels among accepted ones is guaranteed: the threshold for review, the"
                        + " shares and the cost are what these same rows give.");
        costs.noExperts().ifPresent(result::addNotes);
    }

    private static void putCounts(ConfidenceRows rows, RoutingResult.Builder result) {
        result.setWithoutGold(rows.withoutGold())
                .setWithoutConfidence(rows.withoutConfidence())
                .setNotRandom(rows.notDrawn());
        if (rows.withoutGold() > 0) {
            result.addNotes(rows.withoutGold() + " rows do not say what is true and are left out.");
        }
        if (rows.withoutConfidence() > 0) {
            result.addNotes(rows.withoutConfidence()
                    + " rows have no confidence in their label: they go to reviewers and count in all shares.");
        }
        if (rows.notDrawn() > 0) {
            result.addNotes(rows.notDrawn()
                    + " rows with gold were not drawn at random (inclusion empty or 0) and are left" + " out.");
        }
        if (rows.isWeighted()) {
            result.addNotes(
                    "Rows were drawn with unequal chances: each counts as one over its inclusion in the shares, the"
                            + " cost and the curve, and the guarantee rests on the number of equally likely rows that would say as"
                            + " much.");
        }
        if (result.getConformal().getUnlisted() > 0) {
            result.addNotes(
                    result.getConformal().getUnlisted() + " gold labels have no probability: no list holds them.");
        }
    }

    private static void putCurve(RiskCoverage curve, ValidationSet items, RoutingResult.Builder result) {
        List<RiskCoverage.Point> points = curve.points().stream()
                .filter(each -> Double.isFinite(each.threshold()))
                .toList();
        int shown = Math.min(MOST_POINTS, points.size());
        for (int i = 0; i < shown; i++) {
            RiskCoverage.Point point = points.get(shown < 2 ? 0 : (int) ((long) i * (points.size() - 1) / (shown - 1)));
            result.addCurve(RiskCoveragePoint.newBuilder()
                    .setThreshold(point.threshold())
                    .setCoverage(items.coverage(point.threshold()))
                    .setRisk(items.at(point.threshold()).risk())
                    .setAccepted(point.accepted())
                    .setErrors(point.errors()));
        }
        result.setAurc(curve.aurc()).setExcessAurc(curve.excess());
    }

    private static ConformalFigures conformal(ConfidenceRows.Distributions rows) {
        PredictionSets sets =
                PredictionSets.fit(PredictionSets.Score.LAC, rows.probabilities(), rows.truth(), CONFORMAL_MISS);
        double listed = Arrays.stream(rows.probabilities())
                .mapToInt(each -> sets.list(each).length)
                .average()
                .orElse(0);
        return ConformalFigures.newBuilder()
                .setMiss(CONFORMAL_MISS)
                .setQuantile(Math.min(1, sets.limit().orElse(1.0)))
                .setMeanSize(listed)
                .setUnlisted((int)
                        Arrays.stream(rows.truth()).filter(each -> each < 0).count())
                .build();
    }
}
