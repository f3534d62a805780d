package io.autolabeler.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherLanguageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich möchte wissen, wie ich meine Karte aktivieren kann",
                "¿Cómo puedo activar mi tarjeta en el banco?",
                "Je voudrais activer ma carte bancaire s'il vous plaît",
                "Vorrei sapere come attivare la mia carta nella vostra banca",
                "Gostaria de saber como ativar o meu cartão",
                "Hoe kan ik mijn kaart activeren bij de bank",
                "Jak mogę aktywować moją kartę w banku",
                "как активировать мою карту",
                "私のカードを有効にするにはどうすればよいですか",
                "كيف يمكنني تفعيل بطاقتي"
            })
    void flagsTextsThatAreNotEnglish(String text) {
        assertThat(OtherLanguage.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How do I activate my card?",
                "",
                "1234 5678 !!",
                "München",
                "iPhone 15 Pro Max 256GB",
                "Free entry in 2 a wkly comp to win FA Cup final tkts 21st May 2005",
                "the film's theme is la dolce vita, and it is what you think it is",
                "El Niño and La Niña are what the weather people talk about"
            })
    void leavesEnglishShortAndWordlessTextsAlone(String text) {
        assertThat(OtherLanguage.is(text)).isFalse();
    }
}
