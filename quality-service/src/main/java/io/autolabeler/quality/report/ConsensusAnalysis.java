package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.consensus.AnnotatorHistory;
import io.autolabeler.quality.consensus.AnnotatorReport;
import io.autolabeler.quality.consensus.AnnotatorReports;
import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.ConsensusMethod;
import io.autolabeler.quality.consensus.ConsensusMethods;
import io.autolabeler.quality.consensus.Mixture;
import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.report.AnnotationRows.Columns;
import io.autolabeler.quality.report.AnnotationRows.Read;
import io.autolabeler.quality.v1.ConsensusResult;
import io.autolabeler.quality.v1.ConsensusSettings;
import io.autolabeler.quality.v1.MixedMethod;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** One label per item from many annotators. */
@Singleton
class ConsensusAnalysis implements Analysis {
    private static final int LONGEST_NAME = 100;
    private static final long MOST_CONFUSION_CELLS = 200_000;
    private static final double SHARE_OF_FIT = 0.95;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.CONSENSUS;
    }

    @Override
    public void check(Report settings) {
        ConsensusSettings asked = settings.getConsensusSettings();
        Settings.choice("method", asked.getMethod(), ConsensusMethods.NAMES);
        Settings.distinct("labels", asked.getLabelsList());
        if (asked.getHistory().endsWith(".json")) {
            throw ServiceException.invalid("history", "must be a name, not a file", asked.getHistory());
        }
        if (asked.getHistory().length() > LONGEST_NAME) {
            throw ServiceException.invalid(
                    "history", "must have at most " + LONGEST_NAME + " characters", asked.getHistory());
        }
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
                        asked.getGoldColumn()),
                labels(asked));
        AnnotationRows rows = read.rows();
        Numbering numbering = new Numbering(rows, asked.getLabelsList());
        VoteMatrix votes = numbering.votes();
        String method = Settings.choice("method", asked.getMethod(), ConsensusMethods.NAMES);
        DoubleConsumer fitting = share -> job.progress().accept(share * SHARE_OF_FIT);
        DoubleConsumer judging = share -> job.progress().accept(SHARE_OF_FIT + share * (1 - SHARE_OF_FIT));
        AnnotatorHistory history = history(job, asked.getHistory(), numbering);
        Consensus consensus = infer(() -> ConsensusMethods.named(method, asked.getSeed(), history), votes, fitting);
        write(job.output(), numbering, consensus);
        ConsensusResult.Builder result = result(numbering, votes, consensus);
        List<AnnotatorReport> reports = new AnnotatorReports(asked.getSeed()).of(votes, consensus, judging);
        boolean small = (long) votes.annotators() * votes.classes() * votes.classes() <= MOST_CONFUSION_CELLS;
        for (int annotator = 0; annotator < reports.size(); annotator++) {
            result.addByAnnotator(AnnotatorMessages.quality(numbering, annotator, reports.get(annotator), small));
        }
        result.setRememberedAnnotators(remembered(history))
                .setAbstentions(rows.missing())
                .addAllNotes(ConsensusNotes.of(method, history, votes, consensus));
        AnnotatorMessages.diversity(numbering, votes, consensus).ifPresent(result::setDiversity);
        if (!asked.getHistory().isEmpty()) {
            job.remember(asked.getHistory(), rows.fingerprint(), AnnotatorMessages.found(numbering, reports));
        }
        return Report.newBuilder().setInput(read.input()).setConsensus(result).build();
    }

    /** A label that abstains counts as none; one that is not among those declared is no label. */
    private static AnnotationRows.Labels labels(ConsensusSettings asked) {
        Set<String> declared = Set.copyOf(asked.getLabelsList());
        return (row, column) -> {
            String label = row.get(column);
            if (label.isEmpty() || label.equals(asked.getAbstainLabel())) {
                return "";
            }
            if (!declared.isEmpty() && !declared.contains(label)) {
                throw new FileRow.RejectedRow("%s must be one of %s, got `%s`"
                        .formatted(column, String.join(", ", asked.getLabelsList()), label));
            }
            return label;
        };
    }

    private static int remembered(AnnotatorHistory history) {
        return (int) history.counts().stream()
                .mapToInt(AnnotatorHistory.Past::annotator)
                .distinct()
                .count();
    }

    /** What earlier reports of that name found out about these annotators, in this file's numbers. */
    private static AnnotatorHistory history(Job job, String name, Numbering numbering) {
        if (name.isEmpty()) {
            return AnnotatorHistory.none();
        }
        List<AnnotatorHistory.Dated> past = new ArrayList<>();
        for (PastLabels each : job.history(name, numbering.rows().fingerprint())) {
            int annotator = numbering.annotator(each.annotator());
            int truth = numbering.label(each.truth());
            int label = numbering.label(each.label());
            if (annotator >= 0 && truth >= 0 && label >= 0) {
                past.add(new AnnotatorHistory.Dated(
                        new AnnotatorHistory.Past(annotator, truth, label, each.count()), each.at()));
            }
        }
        return AnnotatorHistory.faded(past, Instant.now());
    }

    private static Consensus infer(Supplier<ConsensusMethod> method, VoteMatrix votes, DoubleConsumer progress) {
        ConsensusMethod chosen = method.get();
        try {
            return chosen.infer(votes, progress);
        } catch (IllegalArgumentException refused) {
            throw new ReportFault("method", chosen.name() + " cannot be used: " + refused.getMessage());
        }
    }

    private static void write(OutputRows output, Numbering numbering, Consensus consensus) {
        List<String> header = new ArrayList<>(List.of("item", "label", "confidence"));
        numbering.labels().forEach(label -> header.add("p_" + label));
        output.add(header);
        for (String name : numbering.rows().items().all()) {
            int item = numbering.item(name);
            int label = consensus.labels()[item];
            List<String> fields = new ArrayList<>(header.size());
            fields.add(name);
            fields.add(label == VoteMatrix.UNKNOWN ? "" : numbering.labels().get(label));
            fields.add(Double.toString(consensus.confidence(item)));
            for (double share : consensus.posteriors()[item]) {
                fields.add(Double.toString(share));
            }
            output.add(fields);
        }
    }

    private static ConsensusResult.Builder result(Numbering numbering, VoteMatrix votes, Consensus consensus) {
        ConsensusResult.Builder result = ConsensusResult.newBuilder()
                .setMethod(consensus.method())
                .setReason(consensus.method() + " was asked for.")
                .addAllLabels(numbering.labels())
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
}
