package io.autolabeler.learning.head;

import io.autolabeler.learning.head.GoldRepository.Snapshot;
import io.autolabeler.learning.v1.Head;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the head of a project's present examples, or has it trained. */
@Singleton
class EnsureHead {
    private final GoldRepository gold;
    private final HeadRepository heads;
    private final TrainHead trainHead;
    private final HeadConfig config;

    EnsureHead(GoldRepository gold, HeadRepository heads, TrainHead trainHead, HeadConfig config) {
        this.gold = gold;
        this.heads = heads;
        this.trainHead = trainHead;
        this.config = config;
    }

    /** How far the head is. */
    sealed interface Progress {
        /** Trained on all the examples. */
        record Ready(Head head) implements Progress {}

        /** On its way. */
        record Pending(String why) implements Progress {}

        /** Not to be trained. */
        record TooFew(String why) implements Progress {}
    }

    /**
     * The head for these labels, if it is there; its training is started otherwise. Never waits for a training.
     *
     * @param expected examples that have to have arrived here, whatever their labels
     */
    Progress ensure(UUID projectId, List<String> labels, int expected) {
        Map<String, Integer> counts = gold.counts(projectId);
        int arrived = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (arrived < expected) {
            return new Progress.Pending(arrived + " of " + expected + " examples have arrived");
        }
        for (String label : labels) {
            int count = counts.getOrDefault(label, 0);
            if (count < config.minExamplesPerLabel()) {
                return new Progress.TooFew("label " + label + " has " + count + " of the "
                        + config.minExamplesPerLabel() + " examples a head needs");
            }
        }
        Snapshot snapshot = gold.snapshot(projectId, labels);
        String fingerprint = fingerprint(labels, snapshot);
        Optional<Head> head = heads.find(projectId, fingerprint);
        if (head.isPresent()) {
            return new Progress.Ready(head.get());
        }
        trainHead.start(new TrainHead.Order(projectId, labels, snapshot.model(), fingerprint));
        return new Progress.Pending("training is under way");
    }

    private static String fingerprint(List<String> labels, Snapshot snapshot) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", labels).getBytes(StandardCharsets.UTF_8));
            digest.update(('\0' + snapshot.model() + '\0' + snapshot.hash()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
