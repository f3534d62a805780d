package io.autolabeler.quality.consensus;

import java.util.OptionalDouble;

/**
 * How two annotators err together, over the items that both labelled; expected counts where truths are only probable.
 *
 * @param common items that both labelled
 * @param disagreeing of them, with different labels
 * @param bothRight expected number, as the following
 */
public record ModelPair(
        int first,
        int second,
        int common,
        int disagreeing,
        double bothRight,
        double onlyFirst,
        double onlySecond,
        double bothWrong) {

    /** Share of common items with different labels, in [0, 1]; empty without common items. */
    public OptionalDouble disagreement() {
        return common == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) disagreeing / common);
    }

    /** Share of common items that both get wrong, in [0, 1]; empty without common items. */
    public OptionalDouble doubleFault() {
        return common == 0 ? OptionalDouble.empty() : OptionalDouble.of(bothWrong / common);
    }

    /**
     * Yule's Q, in [-1, 1]: 0 for independent errors, 1 where they always coincide; empty where an annotator is always right
     * or always wrong, so that there is nothing to compare.
     */
    public OptionalDouble qStatistic() {
        double alike = bothRight * bothWrong;
        double apart = onlyFirst * onlySecond;
        return alike + apart > 0 ? OptionalDouble.of((alike - apart) / (alike + apart)) : OptionalDouble.empty();
    }

    /** Correlation of the two being wrong, in [-1, 1]; 0 where one of them always or never is. */
    public double errorCorrelation() {
        double firstRight = bothRight + onlyFirst;
        double secondRight = bothRight + onlySecond;
        double spread = firstRight * (common - firstRight) * secondRight * (common - secondRight);
        return spread > 0 ? Math.clamp((bothRight * bothWrong - onlyFirst * onlySecond) / Math.sqrt(spread), -1, 1) : 0;
    }
}
