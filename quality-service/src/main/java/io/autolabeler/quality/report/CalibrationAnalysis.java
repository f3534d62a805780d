package io.autolabeler.quality.report;

import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.calibration.CalibrationChoice;
import io.autolabeler.quality.calibration.CalibrationMethod;
import io.autolabeler.quality.calibration.Calibrator;
import io.autolabeler.quality.calibration.DistributionReport;
import io.autolabeler.quality.calibration.ReliabilityBins;
import io.autolabeler.quality.calibration.ReliabilityReport;
import io.autolabeler.quality.calibration.ScoredItems;
import io.autolabeler.quality.calibration.StoredMap;
import io.autolabeler.quality.v1.CalibrationCandidate;
import io.autolabeler.quality.v1.CalibrationResult;
import io.autolabeler.quality.v1.CalibrationSettings;
import io.autolabeler.quality.v1.ReliabilityBin;
import io.autolabeler.quality.v1.ReliabilityFigures;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Fits a calibration map on a file, or judges another report's map on it. */
@Singleton
class CalibrationAnalysis implements Analysis {
    private static final String AUTO = "auto";
    private static final List<String> METHODS = Stream.concat(
                    Stream.of(AUTO), Arrays.stream(CalibrationMethod.values()).map(CalibrationMethod::id))
            .toList();

    /** Below this, the items that a map was fitted on judge it fold by fold. */
    private static final int ENOUGH_TO_JUDGE = 1_000;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.CALIBRATION;
    }

    @Override
    public void check(Report settings) {
        Settings.choice("method", settings.getCalibrationSettings().getMethod(), METHODS);
    }

    @Override
    public Optional<UUID> needs(Report settings) {
        String other = settings.getCalibrationSettings().getFittedReportId();
        return other.isEmpty() ? Optional.empty() : Optional.of(Paging.id("fittedReportId", other));
    }

    @Override
    public Report run(Job job) {
        CalibrationSettings asked = job.report().getCalibrationSettings();
        Reader reader = new Reader();
        ReportInput input = job.rows(reader::accept);
        ScoredItems items = reader.items();
        CalibrationResult.Builder result = needs(job.report())
                .map(other -> judged(job.other(other), items, asked.getSeed()))
                .orElseGet(() -> fitted(job, items, asked));
        return Report.newBuilder()
                .setInput(input)
                .setCalibration(result.setItems(items.size()).setClasses(reader.classes()))
                .build();
    }

    private static CalibrationResult.Builder fitted(Job job, ScoredItems items, CalibrationSettings asked) {
        String method = Settings.choice("method", asked.getMethod(), METHODS);
        CalibrationChoice choice = method.equals(AUTO)
                ? CalibrationChoice.of(items, job.progress())
                : CalibrationChoice.of(items, List.of(named(method)), job.progress());
        boolean enough = items.size() >= ENOUGH_TO_JUDGE;
        ScoredItems after = enough ? items.calibrated(choice.map()) : choice.crossFitted();
        CalibrationResult.Builder result = compared(items, after, asked.getSeed());
        StoredMaps.put(choice.map().stored(), result);
        choice.candidates().stream()
                .sorted(Comparator.comparingDouble(CalibrationChoice.Candidate::logLoss))
                .forEach(each -> result.addCandidates(candidate(each)));
        return result.setReason(reason(method, choice, items.size())
                + (enough
                        ? " The figures after are of the same items; judge the map on others."
                        : " The figures after are of each item by a map that has not seen it."));
    }

    private static String reason(String method, CalibrationChoice choice, int items) {
        if (!method.equals(AUTO)) {
            return method + " was asked for.";
        }
        if (choice.candidates().isEmpty()) {
            return "No map: " + items + " items are fewer than the 100 that a map needs.";
        }
        return choice.map().stored().method()
                + ": the simplest of the methods whose cross-validated log-loss is within one standard error of the best.";
    }

    private static CalibrationResult.Builder judged(Job fitted, ScoredItems items, long seed) {
        CalibrationResult before = fitted.report().getCalibration();
        StoredMap map = StoredMaps.of(before);
        Calibrator calibrator = map.map();
        CalibrationResult.Builder result = compared(items, items.calibrated(calibrator), seed);
        StoredMaps.put(map, result);
        return result.setReason("The map of report " + fitted.report().getId() + ".");
    }

    private static CalibrationMethod named(String method) {
        return Arrays.stream(CalibrationMethod.values())
                .filter(each -> each.id().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static CalibrationResult.Builder compared(ScoredItems before, ScoredItems after, long seed) {
        ReliabilityReport raw = ReliabilityReport.of(before.outcomes(), seed);
        ReliabilityReport mapped = ReliabilityReport.of(after.outcomes(), seed);
        return CalibrationResult.newBuilder()
                .setBefore(figures(raw, before))
                .setAfter(figures(mapped, after))
                .addAllBeforeBins(bins(raw.diagram()))
                .addAllAfterBins(bins(mapped.diagram()));
    }

    private static ReliabilityFigures figures(ReliabilityReport report, ScoredItems items) {
        DistributionReport whole = DistributionReport.of(items);
        int right = 0;
        for (int i = 0; i < items.size(); i++) {
            right += items.top(i) == items.truth(i) ? 1 : 0;
        }
        return ReliabilityFigures.newBuilder()
                .setEce(report.errors().equalWidth())
                .setEceEqualMass(report.errors().equalMass())
                .setEceDebiased(report.errors().debiased())
                .setMce(report.errors().maximum())
                .setBrier(whole.brier())
                .setNll(whole.logLoss())
                .setAccuracy((double) right / items.size())
                .build();
    }

    private static List<ReliabilityBin> bins(ReliabilityBins diagram) {
        return diagram.bins().stream()
                .map(each -> ReliabilityBin.newBuilder()
                        .setLower(each.lower())
                        .setUpper(each.upper())
                        .setItems(each.items())
                        .setMeanConfidence(each.meanConfidence())
                        .setAccuracy(Figures.estimate(each.accuracy(), each.interval()))
                        .build())
                .toList();
    }

    private static CalibrationCandidate candidate(CalibrationChoice.Candidate candidate) {
        return CalibrationCandidate.newBuilder()
                .setMethod(candidate.method().id())
                .setLogLoss(candidate.logLoss())
                .setStandardError(candidate.lag().standardError())
                .setParameters(candidate.parameters())
                .build();
    }

    /** Collects rows {@code label,p0,p1,…}. */
    private static final class Reader {
        private final List<double[]> shares = new ArrayList<>();
        private final List<Integer> truths = new ArrayList<>();
        private Optional<ProbabilityRows> columns = Optional.empty();

        void accept(FileRow row) {
            ProbabilityRows found = columns.orElseGet(() -> ProbabilityRows.numbered(row.columns()));
            columns = Optional.of(found);
            int truth = found.number("label", row.required("label"));
            shares.add(found.of(row));
            truths.add(truth);
        }

        int classes() {
            return columns.map(ProbabilityRows::size).orElse(0);
        }

        ScoredItems items() {
            ScoredItems items = ScoredItems.of(
                    shares.toArray(double[][]::new),
                    truths.stream().mapToInt(Integer::intValue).toArray());
            if (items.size() == 0) {
                throw new ReportFault("", "no row has probabilities that say anything: all of them are 0");
            }
            return items;
        }
    }
}
