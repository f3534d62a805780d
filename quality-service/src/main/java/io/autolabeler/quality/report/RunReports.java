package io.autolabeler.quality.report;

import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportInput;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works on queued reports, one at a time in each replica. A report whose replica stopped is begun again by another, a few
 * times at most.
 */
@ApplicationScoped
class RunReports {
    private static final Logger LOG = Logger.getLogger(RunReports.class);

    private final ReportRepository reports;
    private final PieceRepository pieces;
    private final AnnotatorHistoryRepository history;
    private final ReportConfig config;
    private final Map<?, Analysis> analyses;
    private final UUID holder = UUID.randomUUID();

    RunReports(
            ReportRepository reports,
            PieceRepository pieces,
            AnnotatorHistoryRepository history,
            ReportConfig config,
            @All List<Analysis> analyses) {
        this.reports = reports;
        this.pieces = pieces;
        this.history = history;
        this.config = config;
        this.analyses = analyses.stream().collect(Collectors.toMap(Analysis::kind, Function.identity()));
    }

    @Scheduled(
            every = "${autolabeler.report.check-interval:500ms}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void runDue() {
        TransientFaults.leaveForLater(
                () -> {
                    Optional<StoredReport> due = reports.claim(holder, config.lease());
                    while (due.isPresent()) {
                        run(due.get());
                        due = reports.claim(holder, config.lease());
                    }
                },
                fault -> LOG.warnf("reports are worked on later: %s", fault));
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteOld() {
        TransientFaults.leaveForLater(
                () -> {
                    reports.deleteOld(config.retention());
                    history.forgetFaded();
                },
                fault -> LOG.debugf("old reports are removed later: %s", fault));
    }

    private void run(StoredReport due) {
        if (due.attempts() > config.mostAttempts()) {
            LOG.errorf("report %s given up after %d attempts", due.id(), config.mostAttempts());
            reports.failed(due.id(), holder, "", "the service stopped each time it worked on this file");
            return;
        }
        try (SignsOfLife signs = new SignsOfLife(
                share -> reports.keep(due.id(), holder, share, config.lease()),
                config.lease().dividedBy(5),
                config.longestWork())) {
            work(due, signs);
        } catch (ReportFault fault) {
            reports.failed(due.id(), holder, fault.field(), fault.message());
        } catch (CancellationException stopped) {
            LOG.infof("report %s stopped: %s", due.id(), stopped.getMessage());
        } catch (RuntimeException | OutOfMemoryError fault) {
            if (TransientFaults.isTransient(fault)) {
                throw fault;
            }
            LOG.errorf(fault, "report %s failed", due.id());
            reports.failed(due.id(), holder, "", "the service could not work on this file; its log says why");
        }
    }

    private void work(StoredReport due, DoubleConsumer progress) {
        long start = System.nanoTime();
        OutputRows output = new OutputRows(new Consumer<>() {
            private int piece;

            @Override
            public void accept(byte[] data) {
                pieces.addOutput(due.id(), piece++, data);
            }
        });
        Analysis analysis = analyses.get(due.report().getKind());
        if (analysis == null) {
            throw new ReportFault(
                    "kind",
                    "this service makes no report of kind " + due.report().getKind());
        }
        Report result = analysis.run(new StoredJob(due, progress, output));
        reports.done(due.id(), holder, result, output.end());
        LOG.infof(
                "report %s: %s of %d rows in %d ms",
                due.id(),
                due.report().getKind(),
                result.getInput().getRows(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private final class StoredJob implements Job {
        private final StoredReport stored;
        private final DoubleConsumer progress;
        private final OutputRows output;

        StoredJob(StoredReport stored, DoubleConsumer progress, OutputRows output) {
            this.stored = stored;
            this.progress = progress;
            this.output = output;
        }

        @Override
        public Report report() {
            return stored.report();
        }

        @Override
        public ReportInput rows(Consumer<FileRow> visit) {
            FileFormat.Value format = stored.format();
            return FileRows.each(() -> pieces.input(stored.id()), format, visit);
        }

        @Override
        public Job other(UUID reportId) {
            StoredReport other = reports.find(reportId)
                    .filter(each -> each.report().getState() == Report.State.DONE)
                    .orElseThrow(() -> new ReportFault("", "the report " + reportId + " is not there any more"));
            return new StoredJob(other, progress, output);
        }

        @Override
        public List<PastLabels> history(String name, UUID source) {
            return history.of(stored.caller(), name, source);
        }

        @Override
        public void remember(String name, UUID source, List<PastLabels> found) {
            history.put(stored.caller(), name, source, found);
        }

        @Override
        public DoubleConsumer progress() {
            return progress;
        }

        @Override
        public OutputRows output() {
            return output;
        }
    }
}
