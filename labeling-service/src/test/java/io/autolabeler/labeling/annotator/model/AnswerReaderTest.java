package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.labeling.annotator.model.AnswerReader.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
    private static final List<String> LABELS = List.of("Spam", "ham", "Übel");

    @Test
    void takesALabelWithItsConfidence() {
        assertThat(read("{\"label\":\"ham\",\"confidence\":0.83}")).isEqualTo(new Verdict.Valid("ham", 0.83));
    }

    @Test
    void toleratesFencesCaseAndSpaces() {
        assertThat(read("```json\n{\"label\": \" spam \", \"confidence\": 1}\n```"))
                .isEqualTo(new Verdict.Valid("Spam", 1));
        assertThat(read("{\"label\":\"übel\",\"confidence\":0}")).isEqualTo(new Verdict.Valid("Übel", 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                        | EMPTY_RESPONSE
            I would rather not say.                   | PARSE_FAILED
            {"label":"ham","confi                     | PARSE_FAILED
            {"label":"ham"}                           | PARSE_FAILED
            {"label":"ham","confidence":"high"}       | PARSE_FAILED
            {"label":"ham","confidence":1.2}          | PARSE_FAILED
            {"label":"ham","confidence":null}         | PARSE_FAILED
            {"label":7,"confidence":0.5}              | PARSE_FAILED
            {"confidence":0.5}                        | PARSE_FAILED
            [1,2]                                     | PARSE_FAILED
            {"label":"eggs","confidence":0.5}         | LABEL_NOT_IN_SCHEMA
            """)
    void refusesAnythingElseByType(String content, ItemError.Code code) {
        assertThat(read(content))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class, each -> assertThat(each.code()).isEqualTo(code));
    }

    @Test
    void sharesTheRestEvenlyAmongTheOtherLabels() {
        List<LabelScore> scores = AnswerReader.distribution("ham", 0.8, LABELS);

        assertThat(scores).extracting(LabelScore::getLabel).containsExactly("ham", "Spam", "Übel");
        assertThat(scores.get(0).getScore()).isEqualTo(0.8);
        assertThat(scores.get(1).getScore()).isCloseTo(0.1, within(1e-12));
        assertThat(scores.stream().mapToDouble(LabelScore::getScore).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void keepsTheChosenLabelFirstHoweverUnsureTheModelIs() {
        List<LabelScore> scores = AnswerReader.distribution("ham", 0.1, LABELS);

        assertThat(scores.getFirst().getLabel()).isEqualTo("ham");
        assertThat(scores).allSatisfy(each -> assertThat(each.getScore()).isCloseTo(1.0 / 3, within(1e-12)));
    }

    private static Verdict read(String content) {
        return AnswerReader.read(content, LABELS);
    }
}
