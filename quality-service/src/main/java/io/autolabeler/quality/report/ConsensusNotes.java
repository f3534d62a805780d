package io.autolabeler.quality.report;

import io.autolabeler.quality.consensus.AnnotatorHistory;
import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.Detail;
import io.autolabeler.quality.consensus.Mixture;
import io.autolabeler.quality.consensus.VoteMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to mind about a consensus, in words. */
final class ConsensusNotes {
    private static final Set<String> START_FROM_HISTORY = Set.of("dawid-skene", "ibcc");

    private ConsensusNotes() {}

    static List<String> of(String method, AnnotatorHistory history, VoteMatrix votes, Consensus consensus) {
        List<String> notes = new ArrayList<>();
        if (votes.voices() == 1) {
            notes.add(
                    "There is only one annotator: the labels are that annotator's, and nothing tells how good they are.");
        }
        if (consensus.detail() instanceof Detail.Confusions confusions && confusions.looksSwitched()) {
            notes.add("On average annotators seem worse than chance: labels have probably changed their names.");
        }
        boolean compared = consensus.detail() instanceof Mixture mixture
                && !mixture.candidates().isEmpty();
        if (!history.counts().isEmpty() && !compared && !START_FROM_HISTORY.contains(method)) {
            notes.add("The history was not used: " + (method.equals("auto") ? "the majority vote" : method)
                    + " does not look at what annotators did before.");
        }
        return notes;
    }
}
