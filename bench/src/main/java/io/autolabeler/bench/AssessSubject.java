package io.autolabeler.bench;

import io.autolabeler.common.v1.Annotator;
import io.autolabeler.system.RunningSystem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;

/** An annotator that is a little too sure of itself, with enough known of it for a calibration map and a certificate. */
final class AssessSubject {
    static final double MAX_RISK = 0.05;

    private static final int ITEMS = 3_000;

    /** Labels are wrong so many times as often as the confidence says. */
    private static final double TOO_SURE = 1.6;

    private AssessSubject() {}

    /** A made-up distribution whose first label is the likeliest. */
    static double[] shares(SplittableRandom random, int labels) {
        double rest = Math.pow(random.nextDouble(), 3) / 2;
        double[] shares =
                random.doubles(labels).map(each -> -Math.log(1 - each)).toArray();
        double sum = 0;
        for (int label = 1; label < labels; label++) {
            sum += shares[label];
        }
        for (int label = 1; label < labels; label++) {
            shares[label] *= rest / sum;
        }
        shares[0] = 1 - rest;
        return shares;
    }

    /** Stores what is known of the annotator as gold labels would have been stored. */
    static void store(RunningSystem system, UUID projectId, Annotator annotator, int labels) {
        try (Connection quality = system.database("quality")) {
            quality.setAutoCommit(false);
            insertObservations(quality, projectId, annotator, labels);
            try (PreparedStatement insert = quality.prepareStatement("""
                    insert into calibration_subject (project_id, model, prompt_version, observation_count, revision)
                    values (?, ?, ?, ?, 1)""")) {
                insert.setObject(1, projectId);
                insert.setString(2, annotator.getModel());
                insert.setString(3, annotator.getPromptVersion());
                insert.setInt(4, ITEMS);
                insert.executeUpdate();
            }
            quality.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the annotator was not stored", e);
        }
    }

    private static void insertObservations(Connection quality, UUID projectId, Annotator annotator, int labels)
            throws SQLException {
        SplittableRandom random = new SplittableRandom(11);
        UUID datasetId = UUID.randomUUID();
        try (PreparedStatement insert = quality.prepareStatement("""
                insert into observation (project_id, model, prompt_version, item_id, dataset_id, shares, top, truth, label,
                    gold_truth)
                values (?, ?, ?, ?, ?, ?, 0, ?, 'label 0', ?)""")) {
            for (int item = 0; item < ITEMS; item++) {
                double[] shares = shares(random, labels);
                boolean wrong = random.nextDouble() < TOO_SURE * (1 - shares[0]);
                int truth = wrong ? random.nextInt(1, labels) : 0;
                Object[] boxed = Arrays.stream(shares).boxed().toArray();
                insert.setObject(1, projectId);
                insert.setString(2, annotator.getModel());
                insert.setString(3, annotator.getPromptVersion());
                insert.setObject(4, UUID.randomUUID());
                insert.setObject(5, datasetId);
                insert.setArray(6, quality.createArrayOf("float8", boxed));
                insert.setInt(7, truth);
                insert.setInt(8, truth);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
