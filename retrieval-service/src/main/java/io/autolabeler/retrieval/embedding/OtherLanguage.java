package io.autolabeler.retrieval.embedding;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells texts that are probably not English.
 *
 * <p>Two signs, each cheap: more than 30 % of the letters belong to another script than Latin; or, in a text of at least
 * five words, function words of other European languages are at least 15 % of the words and twice as many as English
 * ones. Short Latin texts are given the benefit of the doubt, so that names and product codes aren't flagged.
 */
final class OtherLanguage {

    private static final int READ_CHARS = 2_000;
    private static final double MAX_FOREIGN_LETTERS = .3;
    private static final int MIN_WORDS = 5;
    private static final double MIN_FOREIGN_WORDS = .15;

    private static final Pattern WORD_BREAK = Pattern.compile("[^\\p{L}\\p{M}]+");

    private static final Set<String> ENGLISH = words("""
            the of and to a in is it you that he was for on are with as i his they be at one have this from or had by but
            not what all were we when your can there an which she do how their if will up about then them so some her would
            make like him into has my no who me our its could does did been just why where am was than because only should
            any more out get got please want need u im or as die men""");

    /** Words of German, French, Spanish, Portuguese, Italian, Dutch, Swedish and Polish. */
    private static final Set<String> OTHER = words("""
            der und ist das ich nicht ein eine den auf für wie mein meine habe auch dem zu von wir sie es wenn
            le la les et est je ne pas une des du que qui pour dans sur avec mon ma ai il au ce vous nous
            el los las de y en por para con mi se lo del pero qué cómo está
            o os um uma não com meu minha eu da em na ao como
            di che per non sono è gli della alla nella mio mia ho il questo
            het een ik niet van mijn dat op te met voor hoe heb kan
            och att det som jag kan inte är på av till min har
            nie jest się w z jak mogę mój mam czy że""");

    private OtherLanguage() {}

    /** True if the beginning of the text shows one of the signs; false for a text without letters. */
    static boolean is(String text) {
        String head = text.length() > READ_CHARS ? text.substring(0, READ_CHARS) : text;
        return foreignLetters(head) > MAX_FOREIGN_LETTERS || foreignWords(head);
    }

    private static Set<String> words(String list) {
        return Stream.of(list.split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    private static double foreignLetters(String text) {
        int[] letters = text.codePoints().filter(Character::isLetter).toArray();
        int foreign = 0;
        for (int letter : letters) {
            UnicodeScript script = UnicodeScript.of(letter);
            if (script != UnicodeScript.LATIN && script != UnicodeScript.COMMON) {
                foreign++;
            }
        }
        return letters.length == 0 ? 0 : (double) foreign / letters.length;
    }

    private static boolean foreignWords(String text) {
        int words = 0;
        int english = 0;
        int other = 0;
        for (String word : WORD_BREAK.split(text.toLowerCase(Locale.ROOT))) {
            words += word.isEmpty() ? 0 : 1;
            english += ENGLISH.contains(word) ? 1 : 0;
            other += OTHER.contains(word) ? 1 : 0;
        }
        return words >= MIN_WORDS && other >= MIN_FOREIGN_WORDS * words && other >= 2 * english && other >= 2;
    }
}
