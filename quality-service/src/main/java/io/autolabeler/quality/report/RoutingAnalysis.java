package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.certification.Certification;
import io.autolabeler.quality.certification.FixedSequence;
import io.autolabeler.quality.certification.PredictionSets;
import io.autolabeler.quality.certification.ReviewCosts;
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
    private static final double REVIEW_COST = 0.05;
    private static final double EXPERT_COST = 0.5;
    private static final double ERROR_COST = 1;

    /** A reviewer lets a tenth of the wrong labels pass, an expert a hundredth of all. */
    private static final double MISSED_BY_REVIEWERS = 0.1;

    private static final double WRONG_AFTER_EXPERT = 0.01;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.ROUTING;
    }

    @Override
    public void check(Report settings) {
        RoutingSettings asked = settings.getRoutingSettings();
        Settings.probability("maxRisk", asked.getMaxRisk(), Risk.DEFAULT.alpha());
        Settings.probability("miss", asked.getMiss(), Risk.DEFAULT.delta());
        requireCost("reviewCost", asked.getReviewCost());
        requireCost("expertCost", asked.getExpertCost());
        requireCost("errorCost", asked.getErrorCost());
        if (!(asked.getReviewCapacity() >= 0 && asked.getReviewCapacity() <= 1)) {
            throw ServiceException.invalid("reviewCapacity", "must be in [0, 1]", asked.getReviewCapacity());
        }
    }

    private static void requireCost(String field, double cost) {
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw ServiceException.invalid(field, "must be at least 0", cost);
        }
    }

    @Override
    public Report run(Job job) {
        RoutingSettings asked = job.report().getRoutingSettings();
        ConfidenceRows rows = new ConfidenceRows(asked);
        ReportInput input = job.rows(rows::accept);
        rows.requireAny();
        Risk risk = new Risk(
                Settings.probability("maxRisk", asked.getMaxRisk(), Risk.DEFAULT.alpha()),
                Settings.probability("miss", asked.getMiss(), Risk.DEFAULT.delta()));
        ValidationSet items = ValidationSet.of(rows.scores(), rows.wrong());
        Certification certification = new FixedSequence(risk).certify(items);
        RoutingResult.Builder result = RoutingResult.newBuilder()
                .setItems(items.size())
                .setErrors(items.errors())
                .setGuarantee(certification.sentence());
        putCertificate(certification, result);
        putSplit(rows.scores(), certification.threshold(), asked, result);
        putCurve(RiskCoverage.of(items), result);
        rows.distributions().ifPresent(each -> result.setConformal(conformal(each)));
        return Report.newBuilder().setInput(input).setRouting(result).build();
    }

    private static void putCertificate(Certification certification, RoutingResult.Builder result) {
        switch (certification) {
            case Certification.Certified certified ->
                result.setAutoAcceptThreshold(certified.threshold())
                        .setAccepted((int) certified.accepted().items())
                        .setAcceptedErrors((int) certified.accepted().errors())
                        .setRiskUpperBound(certified.upperBound())
                        .setAutoShare(certified.coverage());
            case Certification.NotCertified refused ->
                result.setMoreLabelsNeeded(refused.moreGold().orElse(0));
        }
    }

    private static void putSplit(double[] scores, double accept, RoutingSettings asked, RoutingResult.Builder result) {
        boolean standard = asked.getReviewCost() == 0 && asked.getExpertCost() == 0 && asked.getErrorCost() == 0;
        ReviewCosts costs = new ReviewCosts(
                0,
                standard ? REVIEW_COST : asked.getReviewCost(),
                standard ? EXPERT_COST : asked.getExpertCost(),
                standard ? ERROR_COST : asked.getErrorCost(),
                new ReviewCosts.Left(score -> MISSED_BY_REVIEWERS * (1 - Math.clamp(score, 0, 1)), WRONG_AFTER_EXPERT));
        ReviewSplit.Capacity capacity = asked.getReviewCapacity() == 0
                ? ReviewSplit.Capacity.ENDLESS
                : new ReviewSplit.Capacity(1, asked.getReviewCapacity(), 1);
        switch (ReviewSplit.of(scores, accept, costs, capacity)) {
            case ReviewSplit.Cheapest cheapest -> {
                result.setMeanCost(cheapest.meanCost())
                        .setHumanShare(cheapest.reviewShare())
                        .setExpertShare(cheapest.expertShare());
                if (!Double.isInfinite(cheapest.threshold())) {
                    result.setHumanReviewThreshold(cheapest.threshold());
                }
            }
            case ReviewSplit.Infeasible infeasible ->
                throw new ReportFault(
                        "reviewCapacity",
                        "reviewers and experts together cannot look at %.1f %% of the items"
                                .formatted(100 * infeasible.notAccepted()));
        }
    }

    private static void putCurve(RiskCoverage curve, RoutingResult.Builder result) {
        List<RiskCoverage.Point> points = curve.points();
        int shown = Math.min(MOST_POINTS, points.size());
        for (int i = 0; i < shown; i++) {
            RiskCoverage.Point point = points.get(shown < 2 ? 0 : (int) ((long) i * (points.size() - 1) / (shown - 1)));
            result.addCurve(RiskCoveragePoint.newBuilder()
                    .setThreshold(point.threshold())
                    .setCoverage(point.coverage())
                    .setRisk(point.risk())
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
                .build();
    }
}
