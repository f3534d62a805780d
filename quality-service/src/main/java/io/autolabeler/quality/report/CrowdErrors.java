package io.autolabeler.quality.report;

import io.autolabeler.quality.labelerror.CrowdLab;
import io.autolabeler.quality.report.LabelErrorRows.Item;
import io.autolabeler.quality.report.LabelErrorRows.Vote;
import io.autolabeler.quality.report.SuspectRows.Numbered;
import io.autolabeler.quality.v1.AnnotatorLabelQuality;
import io.autolabeler.quality.v1.CrowdFigures;
import io.autolabeler.quality.v1.SuspectLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Labels of several annotators, each judged by what the others and the model say. */
record CrowdErrors(LabelErrorRows rows, CrowdLab found, boolean flags) {
    /** Below it a consensus is rather wrong than right. */
    private static final double DOUBTFUL = 0.5;

    /** All given labels; a label is flagged that is not the consensus, or whose consensus is doubtful. */
    List<Numbered> suspects() {
        return rows.votes().stream().map(this::suspect).toList();
    }

    private Numbered suspect(Vote vote) {
        Item item = rows.items().get(vote.item());
        int consensus = found.consensus()[vote.item()];
        return new Numbered(
                vote.item(),
                SuspectLabel.newBuilder()
                        .setId(item.id())
                        .setRow(vote.row())
                        .setText(item.text())
                        .setAnnotator(rows.annotators().name(vote.annotator()))
                        .setGiven(rows.label(vote.label()))
                        .setLikely(rows.label(consensus))
                        .setScore(found.quality()[vote.item()][vote.label()])
                        .setConsensusQuality(found.consensusQuality(vote.item()))
                        .setFlagged(isFlagged(vote)));
    }

    private boolean isFlagged(Vote vote) {
        return flags && (vote.label() != found.consensus()[vote.item()] || isDoubtful(vote.item()));
    }

    private boolean isDoubtful(int item) {
        return found.consensusQuality(item) < DOUBTFUL;
    }

    CrowdFigures figures() {
        int[] votes = new int[rows.items().size()];
        int[] labels = new int[rows.annotators().size()];
        int[] flagged = new int[labels.length];
        for (Vote vote : rows.votes()) {
            votes[vote.item()]++;
            labels[vote.annotator()]++;
            flagged[vote.annotator()] += isFlagged(vote) ? 1 : 0;
        }
        List<AnnotatorLabelQuality> annotators = new ArrayList<>();
        for (int j = 0; j < labels.length; j++) {
            annotators.add(AnnotatorLabelQuality.newBuilder()
                    .setAnnotator(rows.annotators().name(j))
                    .setLabels(labels[j])
                    .setFlagged(flagged[j])
                    .setQuality(found.annotatorQuality()[j])
                    .setWeight(found.pass().weights()[j])
                    .build());
        }
        annotators.sort(Comparator.comparingDouble(AnnotatorLabelQuality::getQuality));
        return CrowdFigures.newBuilder()
                .setItems(votes.length)
                .setSharedItems(
                        (int) IntStream.of(votes).filter(many -> many > 1).count())
                .setDoubtfulItems((int) IntStream.range(0, votes.length)
                        .filter(this::isDoubtful)
                        .count())
                .setModelWeight(found.pass().modelWeight())
                .setOneLabelCoversAll(found.oneClassCoversAll())
                .addAllAnnotators(annotators)
                .build();
    }
}
