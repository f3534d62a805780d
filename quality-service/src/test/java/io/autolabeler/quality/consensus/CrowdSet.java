package io.autolabeler.quality.consensus;

import io.autolabeler.quality.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A public set of crowd labels with the truth beside it. */
record CrowdSet(String name, VoteMatrix votes, int[] truth) {
    static final List<String> NAMES = List.of("rte", "d_possent", "bluebird", "weather_CF", "s_face");

    static CrowdSet load(String name) {
        Path folder = SharedData.folder("crowd").resolve(name);
        int[][] labels = rows(folder.resolve("label.csv"));
        int[][] gold = rows(folder.resolve("truth.csv"));
        int items = Math.max(most(labels, 0), most(gold, 0)) + 1;
        int classes = Math.max(most(labels, 2), most(gold, 1)) + 1;
        VoteMatrixBuilder votes = VoteMatrix.builder(items, most(labels, 1) + 1, classes);
        for (int[] row : labels) {
            votes.vote(row[0], row[1], row[2]);
        }
        int[] truth = new int[items];
        Arrays.fill(truth, VoteMatrix.UNKNOWN);
        for (int[] row : gold) {
            truth[row[0]] = row[1];
        }
        return new CrowdSet(name, votes.build(), truth);
    }

    GoldScore score(ConsensusMethod method) {
        return GoldScore.of(method.infer(votes), truth);
    }

    private static int[][] rows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toArray(int[][]::new);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int most(int[][] rows, int column) {
        return Arrays.stream(rows).mapToInt(row -> row[column]).max().orElse(-1);
    }
}
