package io.autolabeler.quality.agreement;

import java.util.Optional;

/**
 * What an alpha is good for, judged by the lower end of its interval: a sample may agree by luck.
 *
 * <p>Source: K. Krippendorff, "Content Analysis", 2004, section 11.4.2, for the two limits.
 */
public enum Judgement {
    RELIABLE("Labels by these annotators can be relied on: even the lower end of the interval is at least 0.8."),
    TENTATIVE("Draw only tentative conclusions: clear up the most disputed items, sharpen the guidelines, and measure"
            + " again before labels are accepted without a second look."),
    UNRELIABLE(
            "Do not rely on these labels: agreement may be below 0.667. Talk through the most disputed items, sharpen the"
                    + " guidelines, train the annotators, and let several of them label each item."),
    UNDEFINED(
            "Agreement cannot be told: let at least two annotators label the same items, with more than one label in use.");

    private static final double RELIABLE_FROM = 0.8;
    private static final double TENTATIVE_FROM = 0.667;

    private final String recommendation;

    Judgement(String recommendation) {
        this.recommendation = recommendation;
    }

    /** What to do, in a sentence or two. */
    public String recommendation() {
        return recommendation;
    }

    /** The judgement of an alpha: without an interval a small sample proves nothing, with a doubtful one not much. */
    static Judgement of(Alpha alpha, Optional<AlphaInterval> interval) {
        if (!(alpha instanceof Alpha.Defined)) {
            return UNDEFINED;
        }
        Judgement judgement = interval.map(each -> of(each.interval().lower())).orElse(UNRELIABLE);
        boolean doubtful = interval.isPresent() && !interval.get().reliable();
        return doubtful && judgement == RELIABLE ? TENTATIVE : judgement;
    }

    /** The judgement of the least alpha that is likely. */
    public static Judgement of(double lower) {
        if (lower >= RELIABLE_FROM) {
            return RELIABLE;
        }
        return lower >= TENTATIVE_FROM ? TENTATIVE : UNRELIABLE;
    }
}
