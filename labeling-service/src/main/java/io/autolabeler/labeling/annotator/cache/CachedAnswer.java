package io.autolabeler.labeling.annotator.cache;

import io.autolabeler.labeling.annotator.ledger.Settled;
import java.util.List;

/**
 * A valid answer to an item's request.
 *
 * @param attempts every call it took, so that a service that was killed before it stored them can settle them
 */
public record CachedAnswer(String label, double confidence, List<Settled> attempts) {
    public CachedAnswer {
        attempts = List.copyOf(attempts);
    }
}
