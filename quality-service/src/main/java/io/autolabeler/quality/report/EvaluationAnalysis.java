package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.EvaluationTask;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** How well labels agree with gold labels, and with another run's. */
@Singleton
class EvaluationAnalysis implements Analysis {
    private static final int MOST_SLICE_COLUMNS = 10;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.EVALUATION;
    }

    @Override
    public void check(Report settings) {
        EvaluationSettings asked = settings.getEvaluationSettings();
        int slices = asked.getSliceColumnsCount();
        if (slices > MOST_SLICE_COLUMNS) {
            throw ServiceException.invalid("sliceColumns", "must be at most " + MOST_SLICE_COLUMNS, slices);
        }
        if (asked.getTask() == EvaluationTask.Value.UNRECOGNIZED) {
            throw ServiceException.invalid("task", "must be CLASSIFICATION, SPANS or RELATIONS", asked.getTaskValue());
        }
    }

    @Override
    public Optional<UUID> needs(Report settings) {
        String other = settings.getEvaluationSettings().getCompareReportId();
        return other.isEmpty() ? Optional.empty() : Optional.of(Paging.id("compareReportId", other));
    }

    @Override
    public Report run(Job job) {
        EvaluationTask.Value asked = job.report().getEvaluationSettings().getTask();
        Optional<Job> other = needs(job.report()).map(job::other);
        if (asked == EvaluationTask.Value.SPANS || asked == EvaluationTask.Value.RELATIONS) {
            return spans(job, other, asked);
        }
        Names labels = new Names();
        GoldRows.Read read = GoldRows.of(job, labels);
        EvaluationTask.Value task = read.rows().shapes().task(asked);
        if (task != EvaluationTask.Value.CLASSIFICATION) {
            return spans(job, other, task);
        }
        Optional<GoldRows> second =
                other.map(before -> GoldRows.of(before, labels).rows());
        EvaluationResult.Builder result = new LabelEvaluation(job, labels, read.rows(), second.isPresent()).result();
        second.ifPresent(rows -> result.setComparison(LabelComparison.of(job, labels, read.rows(), rows)));
        return Report.newBuilder().setInput(read.input()).setEvaluation(result).build();
    }

    private static Report spans(Job job, Optional<Job> other, EvaluationTask.Value task) {
        if (job.report().getEvaluationSettings().getSliceColumnsCount() > 0) {
            throw new ReportFault("sliceColumns", "sliceColumns must be left out with task " + task);
        }
        SpanRows.Read read = SpanRows.of(job);
        SpanReport report = new SpanReport(job, read.rows(), task);
        EvaluationResult.Builder result = report.result(other.isPresent() ? 0.5 : 1);
        other.ifPresent(before ->
                result.setComparison(report.comparison(SpanRows.of(before).rows())));
        return Report.newBuilder().setInput(read.input()).setEvaluation(result).build();
    }
}
