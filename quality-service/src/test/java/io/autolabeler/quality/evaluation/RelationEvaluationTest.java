package io.autolabeler.quality.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelationEvaluationTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 7);
    private static final List<String> DOCUMENTS =
            IntStream.range(0, 40).mapToObj(String::valueOf).toList();

    @Test
    void hasIntervalsFromResampledDocuments() {
        RelationEvaluation found =
                RelationEvaluation.of(gold(), relations(document -> document % 4 > 0, "PER"), BOOTSTRAP, done -> {});

        assertThat(found.strictF1().value()).isEqualTo(2 * 30 / 70.);
        assertThat(found.strictF1().interval().lower()).isBetween(.7, .83);
        assertThat(found.strictF1().interval().upper()).isBetween(.88, .95);
        assertThat(found.relaxedF1()).isEqualTo(found.strictF1());
    }

    @Test
    void comparesSystemsOnTheSameDocuments() {
        var good = relations(document -> document % 10 > 0, "PER");
        var bad = relations(document -> document % 2 > 0, "PER");
        var mislabelled = relations(document -> true, "ORG");

        var better = RelationEvaluation.compare(gold(), List.of(good, bad), BOOTSTRAP, done -> {});
        var same = RelationEvaluation.compare(gold(), List.of(bad, bad), BOOTSTRAP, done -> {});

        assertThat(better.difference()).isPositive();
        assertThat(better.interval().lower()).isPositive();
        assertThat(better.pValue()).isLessThan(.02);
        assertThat(same.interval().width()).isZero();
        assertThat(RelationEvaluation.of(gold(), mislabelled, BOOTSTRAP, done -> {}))
                .satisfies(found -> assertThat(found.strictF1().value()).isZero())
                .satisfies(found -> assertThat(found.boundariesF1().value()).isEqualTo(1));
    }

    private interface Found {
        boolean in(int document);
    }

    private static RelationEvaluation.Gold gold() {
        return new RelationEvaluation.Gold(DOCUMENTS, relations(document -> true, "PER"), Set.of());
    }

    private static List<Relation> relations(Found found, String label) {
        List<Relation> relations = new ArrayList<>();
        for (String document : DOCUMENTS) {
            if (found.in(Integer.parseInt(document))) {
                Span head = new Span(document, 0, 2, label);
                relations.add(new Relation("works", head, new Span(document, 5, 9, "ORG")));
            }
        }
        return relations;
    }
}
