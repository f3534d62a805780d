package io.autolabeler.quality.consensus;

import java.util.Arrays;

/** Each annotator's labels as a list over rising items, to compare annotators with each other. */
final class VotesByAnnotator {
    private final int[][] items;
    private final int[][] labels;

    /** {@code knownOnly} leaves out items without a known truth. */
    VotesByAnnotator(VoteMatrix votes, boolean knownOnly) {
        int[] counts = votes.votesByAnnotator();
        int[] filled = new int[counts.length];
        items = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        labels = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                if (!knownOnly || votes.hasGold(i)) {
                    int j = votes.annotator(v);
                    items[j][filled[j]] = i;
                    labels[j][filled[j]++] = votes.label(v);
                }
            }
        }
        for (int j = 0; j < filled.length; j++) {
            items[j] = Arrays.copyOf(items[j], filled[j]);
        }
    }

    /** {@code [annotators]}: expected share of right labels, off 0 and 1 as far as few labels demand. */
    double[] accuracies(double[][] posteriors) {
        double[] accuracies = new double[items.length];
        for (int j = 0; j < accuracies.length; j++) {
            double right = 0;
            for (int c = 0; c < items[j].length; c++) {
                right += posteriors[items[j][c]][labels[j][c]];
            }
            double least = 1.0 / (2 * items[j].length + 2);
            accuracies[j] = Math.clamp(right / Math.max(1, items[j].length), least, 1 - least);
        }
        return accuracies;
    }

    ModelPair pair(int first, int second, double[][] posteriors) {
        int common = 0;
        int disagreeing = 0;
        double bothRight = 0;
        double onlyFirst = 0;
        double onlySecond = 0;
        int b = 0;
        for (int a = 0; a < items[first].length; a++) {
            int item = items[first][a];
            while (b < items[second].length && items[second][b] < item) {
                b++;
            }
            if (b == items[second].length || items[second][b] != item) {
                continue;
            }
            common++;
            if (labels[first][a] == labels[second][b]) {
                bothRight += posteriors[item][labels[first][a]];
            } else {
                disagreeing++;
                onlyFirst += posteriors[item][labels[first][a]];
                onlySecond += posteriors[item][labels[second][b]];
            }
        }
        double bothWrong = Math.max(0, common - bothRight - onlyFirst - onlySecond);
        return new ModelPair(first, second, common, disagreeing, bothRight, onlyFirst, onlySecond, bothWrong);
    }
}
