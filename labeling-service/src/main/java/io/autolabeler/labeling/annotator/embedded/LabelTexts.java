package io.autolabeler.labeling.annotator.embedded;

import io.autolabeler.common.v1.Label;
import java.util.Locale;

/** What is embedded for a label. */
final class LabelTexts {
    private LabelTexts() {}

    /** "name: description", the name in words; without description the words of the name. */
    static String of(Label label) {
        String words = words(label.getName());
        return label.getDescription().isBlank()
                ? words
                : words + ": " + label.getDescription().strip();
    }

    /** The words of a name like {@code card_arrival}, {@code cardArrival} or {@code Card-Arrival}: "card arrival". */
    static String words(String name) {
        String spaced = name.replaceAll("[_\\-./\\s]+", " ")
                .replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .strip();
        return spaced.isEmpty() ? name : spaced.toLowerCase(Locale.ROOT);
    }
}
