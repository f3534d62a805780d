package io.autolabeler.quality.consensus;

import java.util.List;

/** The methods by the names that people choose them by. */
public final class ConsensusMethods {
    /** All names, the default first. */
    public static final List<String> NAMES = List.of(
            "auto", "majority", "wawa", "dawid-skene", "one-coin", "staple", "mace", "glad", "ibcc", "bwa", "ebcc");

    private static final int EBCC_STARTS = 40;

    private ConsensusMethods() {}

    /** The method of a name with its usual settings; {@code seed} is for those that need chance. */
    public static ConsensusMethod named(String name, long seed) {
        return named(name, seed, AnnotatorHistory.none());
    }

    /**
     * The same, with what annotators did in past tasks; dawid-skene and ibcc, also within auto, start from it; others don't
     * look at it.
     */
    public static ConsensusMethod named(String name, long seed, AnnotatorHistory history) {
        return switch (name) {
            case "auto" -> new AutoConsensus(seed, false, history);
            case "majority" -> new MajorityVote();
            case "wawa" -> new Wawa();
            case "dawid-skene" -> new SuitedDawidSkene(history);
            case "one-coin" -> new OneCoin();
            case "staple" -> new Staple();
            case "mace" -> new Mace(seed);
            case "glad" -> new Glad();
            case "ibcc" -> new Ibcc().with(history);
            case "bwa" -> new Bwa();
            case "ebcc" -> new Ebcc(EBCC_STARTS, seed);
            default ->
                throw new IllegalArgumentException("name must be one of " + String.join(", ", NAMES) + ", got " + name);
        };
    }
}
