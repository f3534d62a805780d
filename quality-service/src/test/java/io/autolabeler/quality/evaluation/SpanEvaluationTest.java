package io.autolabeler.quality.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.evaluation.SpanEvaluation.Boundaries;
import io.autolabeler.quality.evaluation.SpanMatches.Counts;
import io.autolabeler.quality.evaluation.SpanMatches.Scheme;
import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanEvaluationTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 7);

    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    @Test
    void scoresTaggedTokensStrictly() {
        List<Span> gold = tagged(List.of("B-PER I-PER O B-LOC O", "O B-ORG I-ORG O I-LOC"));
        List<Span> given = tagged(List.of("B-PER I-PER O B-ORG O", "B-ORG I-ORG I-ORG O B-LOC"));

        SpanEvaluation found = SpanEvaluation.of(List.of("0", "1"), gold, given, BOOTSTRAP, done -> {});

        assertThat(found.strict().micro()).isEqualTo(new Label(4, 4, 2));
        assertThat(found.strictF1().value()).isEqualTo(.5);
        assertThat(found.strict().byLabel())
                .containsEntry("PER", new Label(1, 1, 1))
                .containsEntry("LOC", new Label(2, 1, 1))
                .containsEntry("ORG", new Label(1, 2, 0));
        assertThat(new Label(2, 1, 1).f1()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(found.strict().macro().precision()).isCloseTo(.6666667, within(1e-7));
        assertThat(found.strict().macro().recall()).isCloseTo(.5, within(1e-15));
        assertThat(found.strict().macro().f1()).isCloseTo(.5555556, within(1e-7));
        assertThat(found.strict().weighted().recall()).isCloseTo(.5, within(1e-15));
        assertThat(found.f1().macro().value()).isCloseTo(.5555556, within(1e-7));
        assertThat(found.f1().labelIgnored().value()).isEqualTo(.75);
        assertThat(found.boundaries()).isEqualTo(new Boundaries(1, 0, 0, 0));
    }

    @Test
    void beginsASpanAtAnInsideTagOfAnotherLabel() {
        assertThat(BioTags.spans("d", List.of("B-PER", "I-LOC", "I-LOC", "O", "I-PER")))
                .containsExactly(new Span("d", 0, 1, "PER"), new Span("d", 1, 3, "LOC"), new Span("d", 4, 5, "PER"));
        assertThat(BioTags.spans("d", List.of("B-X", "B-X", "I-X")))
                .containsExactly(new Span("d", 0, 1, "X"), new Span("d", 1, 3, "X"));
        assertThat(BioTags.spans("d", List.of())).isEmpty();
        assertThat(BioTags.spans("d", List.of("I-X", "B-X", "I-Y", "I-X", "B-Y", "I-Y"), true))
                .containsExactly(new Span("d", 1, 2, "X"), new Span("d", 4, 6, "Y"));
    }

    @Test
    void givesHalfCreditForOverlap() {
        List<Span> gold = spans("0 PER 1 3, 0 ORG 6 8, 1 LOC 1 2, 1 PER 2 4, 1 DATE 6 7");
        List<Span> given = spans("0 PER 2 4, 0 ORG 6 8, 1 LOC 1 3, 1 PER 3 4, 1 DATE 6 7");

        SpanMatches matches = SpanMatches.of(gold, given);

        assertThat(matches.counts(Scheme.STRICT)).isEqualTo(new Counts(2, 3, 0, 0, 0));
        assertThat(matches.counts(Scheme.STRICT).f1()).isCloseTo(.4, within(1e-15));
        assertThat(matches.counts(Scheme.EXACT).f1()).isCloseTo(.4, within(1e-15));
        assertThat(matches.counts(Scheme.TYPE).f1()).isEqualTo(1);
        assertThat(matches.counts(Scheme.PARTIAL)).isEqualTo(new Counts(2, 0, 3, 0, 0));
        assertThat(matches.counts(Scheme.PARTIAL).f1()).isCloseTo(.7, within(1e-15));
    }

    @Test
    void tellsMissedFromSpurious() {
        SpanMatches matches = SpanMatches.of(
                spans("0 PER 0 2, 0 LOC 3 4, 0 ORG 6 7"), spans("0 PER 0 2, 0 ORG 3 4, 0 LOC 5 6, 0 LOC 5 6"));

        assertThat(matches.counts(Scheme.STRICT)).isEqualTo(new Counts(1, 1, 0, 1, 1));
        assertThat(matches.counts(Scheme.STRICT).f1()).isCloseTo(.3333, within(5e-5));
        assertThat(matches.counts(Scheme.EXACT).f1()).isCloseTo(.6667, within(5e-5));
        assertThat(matches.counts(Scheme.PARTIAL).f1()).isCloseTo(.6667, within(5e-5));
        assertThat(matches.counts(Scheme.TYPE).f1()).isCloseTo(.3333, within(5e-5));
    }

    @Test
    void isNothingWhereNothingIsLabelled() {
        SpanEvaluation nothing = SpanEvaluation.of(List.of("0"), List.of(), List.of(), BOOTSTRAP, done -> {});

        assertThat(nothing.strictF1().value()).isZero();
        assertThat(nothing.strict().byLabel()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpanEvaluation.of(List.of("0"), spans("1 PER 0 2"), List.of(), BOOTSTRAP, done -> {}))
                .withMessageContaining("document that was labelled");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverLosesRecallByARightSpan(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Span> gold = random(random, 12);
        List<Span> given = random(random, 8);
        List<Span> more = new ArrayList<>(given);
        more.add(gold.get(random.nextInt(gold.size())));

        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.TYPE) {
                assertThat(SpanMatches.of(gold, more).counts(scheme).recall())
                        .isGreaterThanOrEqualTo(
                                SpanMatches.of(gold, given).counts(scheme).recall());
            }
        }
        assertThat(Labels.ofEqual(gold, more, Span::label).micro().recall())
                .isGreaterThanOrEqualTo(
                        Labels.ofEqual(gold, given, Span::label).micro().recall());
        assertThat(SpanMatches.of(gold, gold).counts(Scheme.STRICT).f1()).isEqualTo(1);
        assertThat(SpanMatches.of(gold, given).counts(Scheme.STRICT).correct())
                .isEqualTo(Labels.ofEqual(gold, given, Span::label).micro().right());
    }

    @Test
    void comparesSystemsOnTheSameDocuments() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> documents =
                IntStream.range(0, 60).mapToObj(String::valueOf).toList();
        List<Span> gold = new ArrayList<>();
        List<Span> good = new ArrayList<>();
        List<Span> bad = new ArrayList<>();
        for (String document : documents) {
            for (int place = 0; place < 40; place += 10) {
                Span span = new Span(document, place, place + 1 + random.nextInt(8), "X");
                gold.add(span);
                (random.nextInt(10) < 9 ? good : bad).add(span);
                bad.add(random.nextBoolean() ? span : new Span(document, place, place + 9, "X"));
            }
        }

        var better = SpanEvaluation.compare(documents, gold, List.of(good, bad), BOOTSTRAP, done -> {});
        var same = SpanEvaluation.compare(documents, gold, List.of(bad, bad), BOOTSTRAP, done -> {});

        assertThat(better.difference()).isPositive();
        assertThat(better.interval().lower()).isPositive();
        assertThat(better.pValue()).isLessThan(.02);
        assertThat(same.interval().width()).isZero();
        assertThat(SpanEvaluation.of(documents, gold, good, BOOTSTRAP, done -> {})
                        .strictF1()
                        .interval()
                        .contains(.947))
                .isTrue();
    }

    private static List<Span> random(SplittableRandom random, int count) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = random.nextInt(30);
            spans.add(new Span("" + random.nextInt(2), start, start + 1 + random.nextInt(5), "L" + random.nextInt(2)));
        }
        return spans;
    }

    private static List<Span> tagged(List<String> documents) {
        List<Span> spans = new ArrayList<>();
        for (String document : documents) {
            spans.addAll(BioTags.spans("" + documents.indexOf(document), List.of(document.split(" "))));
        }
        return spans;
    }

    private static List<Span> spans(String all) {
        return Stream.of(all.split(", "))
                .map(each -> each.split(" "))
                .map(each -> new Span(each[0], Integer.parseInt(each[2]), Integer.parseInt(each[3]), each[1]))
                .toList();
    }
}
