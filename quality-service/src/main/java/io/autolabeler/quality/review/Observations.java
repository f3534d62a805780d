package io.autolabeler.quality.review;

import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.quality.calibration.Observation;
import java.util.List;
import java.util.Optional;

/** From scores of the contract to what calibration learns from. */
final class Observations {
    private Observations() {}

    /** What the model thought of an item with this true label; empty when its scores say nothing. */
    static Optional<Observation> of(List<LabelScore> scores, String truth) {
        return Observation.of(
                scores.stream().map(LabelScore::getLabel).toList(),
                scores.stream().mapToDouble(LabelScore::getScore).toArray(),
                truth);
    }
}
