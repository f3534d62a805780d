package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every method. */
class ConsensusMethodsTest {
    private static final int SEED = 7;

    static Stream<String> names() {
        return ConsensusMethods.NAMES.stream();
    }

    /** Those whose start does not depend on the numbering of items, annotators or classes. */
    static Stream<String> withoutChance() {
        return names().filter(name -> !List.of("auto", "mace", "ebcc").contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void bearsTheNameItIsChosenBy(String name) {
        ConsensusMethod method = ConsensusMethods.named(name, SEED);

        assertThat(method.name()).isEqualTo(name);
        assertThat(method.infer(Vectors.d()).method()).isEqualTo(name);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> ConsensusMethods.named("dawid", SEED))
                .hasMessageStartingWith("name must be one of auto, majority, ")
                .hasMessageEndingWith("got dawid");
    }

    @ParameterizedTest
    @MethodSource("names")
    void knowsNothingOfNoItems(String name) {
        Consensus nothing = ConsensusMethods.named(name, SEED)
                .infer(VoteMatrix.builder(0, 2, 3).build());
        Consensus noVotes = ConsensusMethods.named(name, SEED)
                .infer(VoteMatrix.builder(2, 0, 3).build());

        assertThat(nothing.items()).isZero();
        assertThat(noVotes.labels()).containsExactly(VoteMatrix.UNKNOWN, VoteMatrix.UNKNOWN);
        assertRow(noVotes.posteriors()[0], 1e-12, 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesTheOnlyClass(String name) {
        Consensus fit = ConsensusMethods.named(name, SEED).infer(Vectors.matrix(1, "00", "0."));

        assertThat(fit.labels()).containsExactly(0, 0);
        assertRow(fit.posteriors()[0], 0, 1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void givesItemsWithoutVotesThePriorAndNoLabel(String name) {
        Consensus fit = ConsensusMethods.named(name, SEED).infer(withHoles());

        assertThat(fit.labels()[5]).isEqualTo(VoteMatrix.UNKNOWN);
        assertRow(fit.posteriors()[5], 0, fit.prior());
        assertFinite(fit);
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsKnownTruthsFixed(String name) {
        VoteMatrixBuilder builder = builder(Vectors.random(5, 50, 5, 3), identity(50), identity(5), identity(3));
        VoteMatrix votes = builder.gold(0, 2).gold(1, 0).gold(2, 1).build();

        Consensus fit = ConsensusMethods.named(name, SEED).infer(votes);

        assertThat(Arrays.copyOf(fit.labels(), 3)).containsExactly(2, 0, 1);
        assertRow(fit.posteriors()[0], 0, 0, 0, 1);
        assertFinite(fit);
    }

    @ParameterizedTest
    @MethodSource("names")
    void survivesAnItemWithThousandsOfLabelsAndAClassNobodyNames(String name) {
        VoteMatrixBuilder builder = VoteMatrix.builder(40, 3000, 3);
        for (int j = 0; j < 3000; j++) {
            builder.vote(0, j, j % 3 == 0 ? 1 : 0);
            builder.vote(1 + j % 39, j, j % 2);
        }

        assertFinite(ConsensusMethods.named(name, SEED).infer(builder.build()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void tellsItsProgressUpToTheEnd(String name) {
        List<Double> told = new ArrayList<>();

        ConsensusMethods.named(name, SEED).infer(Vectors.random(2, 60, 5, 3), told::add);

        assertThat(told).isSorted().allMatch(done -> done >= 0 && done <= 1);
        assertThat(told.getLast()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void stopsWhenTheListenerThrows(String name) {
        assertThatThrownBy(() -> ConsensusMethods.named(name, SEED).infer(Vectors.d(), done -> {
                    throw new IllegalStateException("cancelled");
                }))
                .hasMessage("cancelled");
    }

    @ParameterizedTest
    @MethodSource("names")
    void repeatsItself(String name) {
        VoteMatrix votes = Vectors.random(6, 80, 6, 3);

        assertThat(ConsensusMethods.named(name, SEED).infer(votes).posteriors())
                .isDeepEqualTo(ConsensusMethods.named(name, SEED).infer(votes).posteriors());
    }

    @ParameterizedTest
    @MethodSource("withoutChance")
    void followsThePermutationOfItemsAndAnnotators(String name) {
        VoteMatrix votes = Vectors.random(11, 40, 6, 3);
        int[] items = shuffled(40, 1);
        VoteMatrix permuted = builder(votes, items, shuffled(6, 2), identity(3)).build();

        Consensus plain = ConsensusMethods.named(name, SEED).infer(votes);
        Consensus other = ConsensusMethods.named(name, SEED).infer(permuted);

        double tolerance = name.equals("glad") ? 1e-6 : 1e-12;
        for (int i = 0; i < 40; i++) {
            assertRow(other.posteriors()[items[i]], tolerance, plain.posteriors()[i]);
        }
    }

    /** Wawa takes the lowest class of a tied majority. */
    static Stream<String> withoutChanceOrRank() {
        return withoutChance().filter(name -> !name.equals("wawa"));
    }

    @ParameterizedTest
    @MethodSource("withoutChanceOrRank")
    void followsThePermutationOfClasses(String name) {
        VoteMatrix votes = Vectors.random(12, 40, 7, 3);
        int[] classes = {2, 0, 1};
        VoteMatrix permuted = builder(votes, identity(40), identity(7), classes).build();

        Consensus plain = ConsensusMethods.named(name, SEED).infer(votes);
        Consensus other = ConsensusMethods.named(name, SEED).infer(permuted);

        double tolerance = name.equals("glad") ? 1e-6 : 1e-12;
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < 3; k++) {
                assertRow(new double[] {other.posteriors()[i][classes[k]]}, tolerance, plain.posteriors()[i][k]);
            }
        }
    }

    private static void assertFinite(Consensus fit) {
        for (double[] row : fit.posteriors()) {
            assertThat(Arrays.stream(row).allMatch(each -> each >= 0 && each <= 1))
                    .isTrue();
            assertThat(Math.abs(Arrays.stream(row).sum() - 1)).isLessThan(1e-9);
        }
        assertThat(Arrays.stream(fit.quality()).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(fit.prior()).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(fit.trace().bounds()).allMatch(Double::isFinite))
                .isTrue();
    }

    private static VoteMatrix withHoles() {
        VoteMatrix random = Vectors.random(4, 60, 5, 3);
        return random.keep(v -> v < random.start(5) || v >= random.end(5));
    }

    private static VoteMatrixBuilder builder(VoteMatrix votes, int[] items, int[] annotators, int[] classes) {
        VoteMatrixBuilder builder = VoteMatrix.builder(votes.items(), votes.annotators(), votes.classes());
        for (int i = votes.items() - 1; i >= 0; i--) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                builder.vote(items[i], annotators[votes.annotator(v)], classes[votes.label(v)]);
            }
        }
        return builder;
    }

    private static int[] identity(int length) {
        int[] order = new int[length];
        Arrays.setAll(order, i -> i);
        return order;
    }

    private static int[] shuffled(int length, long seed) {
        int[] order = identity(length);
        var random = Vectors.random(seed);
        for (int i = length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
