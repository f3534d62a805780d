package io.autolabeler.quality.report;

import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.calibration.CalibrationChoice;
import io.autolabeler.quality.calibration.CalibrationMethod;
import io.autolabeler.quality.calibration.Calibrator;
import io.autolabeler.quality.calibration.ReliabilityReport;
import io.autolabeler.quality.calibration.ScoredItems;
import io.autolabeler.quality.calibration.StoredMap;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.CalibrationCandidate;
import io.autolabeler.quality.v1.CalibrationResult;
import io.autolabeler.quality.v1.CalibrationSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                .map(other -> judged(job.other(other), items, reader.classes(), asked.getSeed()))
                .orElseGet(() -> fitted(job, items, asked));
        return Report.newBuilder()
                .setInput(input)
                .setCalibration(result.setItems(items.size())
                        .setClasses(reader.classes())
                        .setRenormalised(items.rows().renormalised()))
                .build();
    }

    private static CalibrationResult.Builder fitted(Job job, ScoredItems items, CalibrationSettings asked) {
        String method = Settings.choice("method", asked.getMethod(), METHODS);
        List<CalibrationMethod> methods = method.equals(AUTO) ? automatic(items) : List.of(named(method));
        CalibrationChoice choice = CalibrationChoice.of(items, methods, job.progress());
        boolean crossFitted = items.size() < ENOUGH_TO_JUDGE;
        ScoredItems after = crossFitted ? choice.crossFitted() : items.calibrated(choice.map());
        CalibrationResult.Builder result = compared(items, after, asked.getSeed());
        StoredMaps.put(choice.map().stored(), result);
        choice.candidates().stream()
                .sorted(Comparator.comparingDouble(CalibrationChoice.Candidate::logLoss))
                .forEach(each -> result.addCandidates(candidate(each)));
        return result.setAfterCrossFitted(crossFitted)
                .setReason(CalibrationReason.of(method, choice, items)
                        + (crossFitted
                                ? " The figures after are of each item by a map that has not seen it."
                                : " The figures after are of the same items; judge the map on others."));
    }

    private static List<CalibrationMethod> automatic(ScoredItems items) {
        return items.bothOutcomes() ? CalibrationMethod.candidatesOfAnyLabel(items) : List.of();
    }

    private static CalibrationResult.Builder judged(Job fitted, ScoredItems items, int classes, long seed) {
        CalibrationResult before = fitted.report().getCalibration();
        if (before.getClasses() != classes) {
            throw new ReportFault(
                    "fittedReportId",
                    "the file has %d classes where the map was fitted on %d".formatted(classes, before.getClasses()));
        }
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
                .setBefore(ReliabilityMessages.figures(raw, before, seed))
                .setAfter(ReliabilityMessages.figures(mapped, after, seed))
                .addAllBeforeBins(ReliabilityMessages.bins(raw.diagram()))
                .addAllAfterBins(ReliabilityMessages.bins(mapped.diagram()));
    }

    private static CalibrationCandidate candidate(CalibrationChoice.Candidate candidate) {
        return CalibrationCandidate.newBuilder()
                .setMethod(candidate.method().id())
                .setLogLoss(candidate.logLoss())
                .setStandardError(candidate.lag().standardError())
                .setParameters(candidate.parameters())
                .putAllFittedParameters(StoredMaps.parameters(candidate.map().stored()))
                .build();
    }

    /** Collects rows {@code label,p0,p1,…}. */
    private static final class Reader {
        private static final Pattern NUMBERED = Pattern.compile("p\\d+");

        private final List<double[]> shares = new ArrayList<>();
        private final List<Integer> truths = new ArrayList<>();
        private @Nullable Place place;

        /** The columns' names in this file. */
        private record Place(String label, ProbabilityRows probabilities) {
            static Place of(Set<String> columns) {
                ProbabilityRows found = ProbabilityRows.numbered(columns);
                columns.stream()
                        .filter(each -> NUMBERED.matcher(each).matches())
                        .filter(each -> !found.columns().contains(each))
                        .findFirst()
                        .ifPresent(each -> {
                            throw new ReportFault(
                                    "",
                                    "the columns p0,p1,… must have no gap, but there is %s and no p%d"
                                            .formatted(each, found.size()));
                        });
                return new Place(Column.of("label", "", "label").in(columns), found);
            }
        }

        void accept(FileRow row) {
            Place where = place == null ? Place.of(row.columns()) : place;
            place = where;
            int truth = truth(row, where);
            double[] read = where.probabilities.of(row);
            if (Arrays.stream(read).sum() == 0) {
                throw new RejectedRow("the probabilities are all 0");
            }
            shares.add(read);
            truths.add(truth);
        }

        /** The class's number, which some programs write as 3.0. */
        private static int truth(FileRow row, Place where) {
            row.required(where.label);
            double number = row.number(where.label);
            if (number != Math.rint(number) || number < 0 || number >= where.probabilities.size()) {
                throw new RejectedRow("%s must be the number of a class, 0 to %d, got `%s`"
                        .formatted(where.label, where.probabilities.size() - 1, row.get(where.label)));
            }
            return (int) number;
        }

        int classes() {
            return place == null ? 0 : place.probabilities.size();
        }

        ScoredItems items() {
            return ScoredItems.of(
                    shares.toArray(double[][]::new),
                    truths.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
