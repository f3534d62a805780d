package io.autolabeler.labeling.annotator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.common.v1.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionSimilarityTest {
    private static final float[] X = {1, 0};
    private static final float[] Y = {0, 1};
    private static final float[] NEAR_X = {0.8f, 0.6f};

    @Test
    void givesTheSoftmaxOfTheCosines() {
        double[] shares = new DescriptionSimilarity(0.5).distribution(NEAR_X, List.of(X, Y));

        assertThat(shares[0] / shares[1]).isCloseTo(Math.exp((0.8 - 0.6) / 0.5), within(1e-6));
        assertThat(shares[0] + shares[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void isSurerAtALowerTemperature() {
        double warm = new DescriptionSimilarity(1).distribution(NEAR_X, List.of(X, Y))[0];
        double cold = new DescriptionSimilarity(0.01).distribution(NEAR_X, List.of(X, Y))[0];

        assertThat(cold).isGreaterThan(warm);
    }

    @Test
    void refusesVectorsOfAnotherModel() {
        assertThatThrownBy(() -> new DescriptionSimilarity(1).distribution(X, List.of(new float[3])))
                .hasMessage("a label's vector must have length 2, got 3");
    }

    @Test
    void turnsNamesIntoWords() {
        assertThat(LabelTexts.words("card_arrival")).isEqualTo("card arrival");
        assertThat(LabelTexts.words("cardArrival")).isEqualTo("card arrival");
        assertThat(LabelTexts.words("Sci/Tech")).isEqualTo("sci tech");
        assertThat(LabelTexts.words("___")).isEqualTo("___");
        assertThat(LabelTexts.of(Label.newBuilder()
                        .setName("spam")
                        .setDescription(" unwanted ")
                        .build()))
                .isEqualTo("spam: unwanted");
    }
}
