package io.autolabeler.quality.certification;

import java.util.function.DoubleUnaryOperator;

/**
 * What labels cost that are not accepted without a look.
 *
 * @param accept handling of an accepted label
 * @param review a reviewer's look at one
 * @param expert an expert's
 * @param wrongLabel money lost by a label that is wrong in the end
 * @param left which labels are still wrong afterwards
 */
public record ReviewCosts(double accept, double review, double expert, double wrongLabel, Left left) {
    /**
     * Probabilities that a label is wrong after a look.
     *
     * @param reviewed by the item's score
     * @param expert whatever the item
     */
    public record Left(DoubleUnaryOperator reviewed, double expert) {}

    public ReviewCosts {
        if (!(accept >= 0 && review >= 0 && expert >= 0 && wrongLabel >= 0)) {
            throw new IllegalArgumentException(
                    "costs must be at least 0, got " + accept + ", " + review + ", " + expert + " and " + wrongLabel);
        }
    }

    double reviewed(double score) {
        return review + wrongLabel * left.reviewed.applyAsDouble(score);
    }

    double expertly() {
        return expert + wrongLabel * left.expert;
    }
}
