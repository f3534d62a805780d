package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VoteMatrixTest {
    @Test
    void sortsVotesByItemAndAnnotatorWhateverTheirOrder() {
        VoteMatrix votes = VoteMatrix.builder(3, 3, 2)
                .vote(2, 1, 0)
                .vote(0, 2, 1)
                .vote(2, 0, 1)
                .vote(0, 0, 0)
                .build();

        assertThat(votes.votes()).isEqualTo(4);
        assertThat(new int[] {votes.votesOn(0), votes.votesOn(1), votes.votesOn(2)})
                .containsExactly(2, 0, 2);
        assertThat(new int[] {votes.annotator(0), votes.annotator(1), votes.annotator(2), votes.annotator(3)})
                .containsExactly(0, 2, 0, 1);
        assertThat(new int[] {votes.label(0), votes.label(1), votes.label(2), votes.label(3)})
                .containsExactly(0, 1, 1, 0);
        assertThat(votes.votesByAnnotator()).containsExactly(2, 1, 1);
        assertThat(votes.voices()).isEqualTo(3);
    }

    @Test
    void countsTheFirstOfRepeatedVotesAndTellsTheOthersApart() {
        VoteMatrix votes = VoteMatrix.builder(1, 2, 3)
                .vote(0, 1, 2)
                .vote(0, 0, 0)
                .vote(0, 1, 1)
                .vote(0, 1, 2)
                .vote(0, 0, 0)
                .build();

        assertThat(votes.votes()).isEqualTo(2);
        assertThat(votes.label(1)).isEqualTo(2);
        assertThat(votes.repeats()).isEqualTo(new VoteMatrix.Repeats(2, 1));
    }

    @Test
    void growsBeyondItsFirstCapacity() {
        VoteMatrixBuilder builder = VoteMatrix.builder(1000, 1, 2);
        for (int i = 999; i >= 0; i--) {
            builder.vote(i, 0, i % 2);
        }

        VoteMatrix votes = builder.build();

        assertThat(votes.votes()).isEqualTo(1000);
        assertThat(votes.label(7)).isEqualTo(1);
    }

    @Test
    void keepsGoldApartFromVotes() {
        VoteMatrix votes = VoteMatrix.builder(2, 1, 2).gold(1, 1).build();

        assertThat(votes.gold(0)).isEqualTo(VoteMatrix.UNKNOWN);
        assertThat(votes.hasGold(1)).isTrue();
        assertThat(votes.goldItems()).isEqualTo(1);
        assertThat(votes.votes()).isZero();
    }

    @Test
    void refusesWhatLiesOutside() {
        VoteMatrixBuilder builder = VoteMatrix.builder(2, 3, 2);

        assertThatThrownBy(() -> builder.vote(2, 0, 0)).hasMessage("item must be in [0, 2), got 2");
        assertThatThrownBy(() -> builder.vote(0, 3, 0)).hasMessage("annotator must be in [0, 3), got 3");
        assertThatThrownBy(() -> builder.vote(0, 0, -1)).hasMessage("label must be in [0, 2), got -1");
        assertThatThrownBy(() -> builder.gold(0, 2)).hasMessage("label must be in [0, 2), got 2");
        assertThatThrownBy(() -> VoteMatrix.builder(1, 1, 0)).hasMessage("classes must be at least 1, got 0");
        assertThatThrownBy(() -> VoteMatrix.builder(-1, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
