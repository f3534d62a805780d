package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.AlphaInterval.Method;
import io.autolabeler.quality.agreement.Ratings.Rating;
import io.autolabeler.quality.agreement.SpanAgreement.Pair;
import io.autolabeler.quality.evaluation.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanAgreementTest {
    private static final SpanRatings S = two().build();

    static Stream<Integer> seeds() {
        return IntStream.range(0, 100).boxed();
    }

    @Test
    void agreesWithTheVectorOnCodePoints() {
        SpanAgreement found = SpanAgreement.of(S, 7, done -> {});

        Alpha.Defined overall = (Alpha.Defined) found.overall().alpha();
        assertThat(overall.value()).isCloseTo(.613861386138614, within(1e-14));
        assertThat(overall.observed()).isCloseTo(.25, within(1e-15));
        assertThat(overall.expected()).isCloseTo(.647435897435897, within(1e-14));
        assertThat(value(of(found.byLabel(), "PER").alpha())).isCloseTo(.860215053763441, within(1e-14));
        assertThat(value(of(found.byLabel(), "LOC").alpha())).isCloseTo(.6953125, within(1e-14));
        assertThat(value(of(found.byLabel(), "ORG").alpha())).isCloseTo(-.026315789473684, within(1e-14));
        assertThat(value(found.covered().alpha())).isCloseTo(.511278195488722, within(1e-14));
        assertThat(found.overall().interval()).isEmpty();
        assertThat(found.pairs()).containsExactly(new Pair("1", "2", 1, 0, .4));
    }

    @Test
    void countsCodePointsByLabel() {
        CharacterSums sums = CharacterSums.of(S.shared().getFirst(), S.labels());

        assertThat(S.labels()).containsExactly("LOC", "ORG", "PER");
        // Of 40 ratings 21 are none.
        assertThat(sums.covered()).containsExactly(8, 2, 9, 19);
        assertThat(sums.ratings()).isEqualTo(40);
    }

    @Test
    void judgesFullAgreementByTheNumberOfDocuments() {
        SpanRatings.Builder builder = SpanRatings.builder();
        for (int document = 0; document < 20; document++) {
            for (String rater : List.of("1", "2")) {
                builder.opened("" + document, 9, rater).span(rater, new Span("" + document, 2, 5, "PER"));
            }
        }

        SpanAgreement.Figure overall =
                SpanAgreement.of(builder.build(), 7, done -> {}).overall();

        assertThat(overall.interval().orElseThrow().method()).isEqualTo(Method.EXACT_SHARE);
        assertThat(overall.interval().orElseThrow().interval().lower())
                .isCloseTo(Math.pow(.025, 1 / 20.), within(1e-9));
        assertThat(overall.judgement()).isEqualTo(Judgement.RELIABLE);
    }

    @Test
    void agreesWithTheVectorOfThreeRaters() {
        SpanRatings three = two().opened("d", 20, "3")
                .span("3", new Span("d", 0, 4, "PER"))
                .span("3", new Span("d", 10, 15, "ORG"))
                .build();

        assertThat(value(SpanAgreement.of(three, 7, done -> {}).overall().alpha()))
                .isCloseTo(.537053182214473, within(1e-14));
    }

    @Test
    void agreesWithTheVectorOnBounds() {
        UnitizedAlpha found = UnitizedAlpha.of(S);

        expect(of(found.byLabel(), "PER"), .964063969896519, .0025, .06956806282722514);
        expect(of(found.byLabel(), "LOC"), .776384839650146, .01, .044719687092568);
        expect(of(found.byLabel(), "ORG"), -.112857142857143, .01, .008985879332478);
        assertThat(value(found.overall())).isCloseTo(.817479211600437, within(1e-14));
    }

    @Test
    void agreesWithTheBookOnBounds() {
        SpanRatings book = SpanRatings.builder()
                .opened("d", 300, "1")
                .opened("d", 300, "2")
                .span("1", new Span("d", 75, 145, "c"))
                .span("1", new Span("d", 220, 250, "c"))
                .span("2", new Span("d", 70, 150, "c"))
                .span("2", new Span("d", 205, 225, "c"))
                .span("2", new Span("d", 250, 270, "c"))
                .build();

        Alpha.Defined found = (Alpha.Defined) of(UnitizedAlpha.of(book).byLabel(), "c");

        assertThat(found.observed()).isCloseTo(.0144444444, within(5e-11));
        assertThat(found.expected()).isCloseTo(.0532217799, within(5e-11));
        assertThat(found.value()).isCloseTo(.7285989968, within(5e-11));
    }

    @Test
    void readsOverlappingLabelsOneByOne() {
        SpanRatings overlapping = two().span("1", new Span("d", 2, 12, "MISC")).build();

        SpanAgreement found = SpanAgreement.of(overlapping, 7, done -> {});

        double observed = 0;
        double expected = 0;
        for (SpanAgreement.Figure each : found.byLabel().values()) {
            observed += ((Alpha.Defined) each.alpha()).observed();
            expected += ((Alpha.Defined) each.alpha()).expected();
        }
        assertThat(value(found.overall().alpha())).isCloseTo(1 - observed / expected, within(1e-14));
    }

    @Test
    void takesAnUnopenedDocumentForMissingAndAnEmptyOneForNothing() {
        SpanRatings unopened = two().opened("e", 500, "1")
                .span("1", new Span("e", 0, 9, "PER"))
                .build();
        SpanRatings empty = two().opened("e", 5, "1").opened("e", 5, "2").build();

        assertThat(SpanAgreement.of(unopened, 7, done -> {}).overall())
                .isEqualTo(SpanAgreement.of(S, 7, done -> {}).overall());
        assertThat(value(SpanAgreement.of(empty, 7, done -> {}).overall().alpha()))
                .isNotCloseTo(.613861386138614, within(1e-3));
        assertThat(UnitizedAlpha.of(unopened)).isEqualTo(UnitizedAlpha.of(S));
    }

    @Test
    void isNotDefinedWithoutPairsOrSpans() {
        SpanRatings one = SpanRatings.builder().opened("d", 9, "1").build();
        SpanRatings nothing =
                SpanRatings.builder().opened("d", 9, "1").opened("d", 9, "2").build();

        assertThat(SpanAgreement.of(one, 7, done -> {}).overall().alpha()).isEqualTo(new Alpha.NoPairs());
        assertThat(UnitizedAlpha.of(one).overall()).isEqualTo(new Alpha.NoPairs());
        assertThat(SpanAgreement.of(nothing, 7, done -> {}).overall().alpha()).isEqualTo(new Alpha.NoVariation());
        assertThat(UnitizedAlpha.of(nothing).overall()).isEqualTo(new Alpha.NoVariation());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().span("1", new Span("d", 15, 21, "PER")))
                .withMessageContaining("span must lie in a document that its rater opened");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheAlphaOfAllCodePoints(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SpanRatings.Builder builder = SpanRatings.builder();
        List<Rating> rows = new ArrayList<>();
        for (int document = 0; document < 6; document++) {
            for (int rater = 0; rater < 3; rater++) {
                if (random.nextInt(4) > 0) {
                    builder.opened("" + document, 50, "" + rater);
                    int[] labels = mark(builder, random, "" + document, "" + rater);
                    for (int place = 0; place < 50; place++) {
                        rows.add(new Rating(50 * document + place, rater, labels[place]));
                    }
                }
            }
        }
        Ratings places = Ratings.of(300, 3, new double[] {0, 1, 2, 3}, rows);

        SpanAgreement found = SpanAgreement.of(builder.build(), seed, done -> {});

        assertThat(value(found.overall().alpha()))
                .isCloseTo(value(new KrippendorffAlpha(Level.NOMINAL).of(places)), within(1e-12));
    }

    @Test
    void drawsDocumentsForTheInterval() {
        SplittableRandom random = new SplittableRandom(4);
        SpanRatings.Builder builder = SpanRatings.builder();
        for (int document = 0; document < 200; document++) {
            builder.opened("" + document, 50, "1").opened("" + document, 50, "2");
            mark(builder, random, "" + document, "1");
            mark(builder, random, "" + document, "2");
        }

        SpanAgreement found = SpanAgreement.of(builder.build(), 7, done -> {});

        AlphaInterval interval = found.overall().interval().orElseThrow();
        assertThat(interval.method()).isEqualTo(Method.UNIT_BOOTSTRAP);
        assertThat(interval.interval().contains(value(found.overall().alpha()))).isTrue();
        assertThat(interval.interval().width()).isBetween(.02, .2);
        assertThat(found.byLabel()).containsOnlyKeys("L1", "L2", "L3");
        assertThat(found).isEqualTo(SpanAgreement.of(builder.build(), 7, done -> {}));
    }

    /** Marks spans side by side; returns the label of each place, 0 for none. */
    private static int[] mark(SpanRatings.Builder builder, SplittableRandom random, String document, String rater) {
        int[] labels = new int[50];
        for (int start = random.nextInt(8); start < 45; start += 8 + random.nextInt(6)) {
            int end = start + 1 + random.nextInt(5);
            int label = 1 + random.nextInt(3);
            builder.span(rater, new Span(document, start, end, "L" + label));
            Arrays.fill(labels, start, end, label);
        }
        return labels;
    }

    private static SpanRatings.Builder two() {
        return SpanRatings.builder()
                .opened("d", 20, "1")
                .opened("d", 20, "2")
                .span("1", new Span("d", 0, 4, "PER"))
                .span("1", new Span("d", 10, 15, "LOC"))
                .span("2", new Span("d", 0, 5, "PER"))
                .span("2", new Span("d", 10, 13, "LOC"))
                .span("2", new Span("d", 17, 19, "ORG"));
    }

    private static void expect(Alpha alpha, double value, double observed, double expected) {
        Alpha.Defined found = (Alpha.Defined) alpha;
        assertThat(found.value()).isCloseTo(value, within(1e-13));
        assertThat(found.observed()).isCloseTo(observed, within(1e-14));
        assertThat(found.expected()).isCloseTo(expected, within(1e-14));
    }

    private static <T> T of(Map<String, T> byLabel, String label) {
        return Objects.requireNonNull(byLabel.get(label));
    }

    private static double value(Alpha alpha) {
        return alpha.figure().orElseThrow();
    }
}
