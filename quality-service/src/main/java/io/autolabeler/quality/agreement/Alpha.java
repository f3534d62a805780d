package io.autolabeler.quality.agreement;

import java.util.OptionalDouble;

/** Krippendorff's alpha, where it is defined. */
public sealed interface Alpha permits Alpha.Defined, Alpha.NoPairs, Alpha.NoVariation {
    /**
     * Alpha with what it comes from.
     *
     * @param value at most 1; 0 is chance, below it annotators disagree systematically
     * @param observed disagreement
     * @param expected disagreement by chance
     */
    record Defined(double value, double observed, double expected) implements Alpha {}

    /** No unit has two ratings. */
    record NoPairs() implements Alpha {}

    /** All ratings are the same, so that chance cannot be told from agreement. */
    record NoVariation() implements Alpha {}

    /** The value, if it is defined. */
    default OptionalDouble figure() {
        return this instanceof Defined defined ? OptionalDouble.of(defined.value) : OptionalDouble.empty();
    }
}
