package io.autolabeler.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentenceModelTest {
    private SentenceModel model;

    @BeforeAll
    void load() {
        model = SentenceModel.load(2, new BatchPlan(16, 2_000));
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void givesUnitVectorsOfTheModelsLength() {
        float[] vector = vector("I lost my card");

        assertThat(vector).hasSize(SentenceModel.DIMENSIONS);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void findsAParaphraseNearerThanAnotherTopic() {
        float[] text = vector("How do I reset the PIN of my card?");

        assertThat(cosine(text, vector("I forgot my PIN, can I get a new one?")))
                .isGreaterThan(cosine(text, vector("The weather in Lisbon is mild in spring")) + .2);
    }

    @Test
    void keepsTheOrderOfTheTextsWhateverTheirLengths() {
        List<String> texts = IntStream.range(0, 40)
                .mapToObj(i -> "number " + i + " of the transfers".repeat(i % 7))
                .toList();

        List<EmbeddedText> together = model.embed(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(cosine(together.get(i).vector(), vector(texts.get(i)))).isGreaterThan(.98);
        }
    }

    @Test
    void saysThatALongTextWasCut() {
        assertThat(model.embed(List.of("word ".repeat(600), "word ".repeat(400), "x".repeat(100_000))))
                .extracting(EmbeddedText::truncated)
                .containsExactly(true, false, true);
    }

    @Test
    void embedsOddTexts() {
        assertThat(model.embed(List.of("", "   ", "\uD83D", "👩‍👩‍👧", "\u0000", "\n\t")))
                .allSatisfy(
                        each -> assertThat(cosine(each.vector(), each.vector())).isCloseTo(1, within(1e-5)));
    }

    private float[] vector(String text) {
        return model.embed(List.of(text)).getFirst().vector();
    }

    private static double cosine(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
