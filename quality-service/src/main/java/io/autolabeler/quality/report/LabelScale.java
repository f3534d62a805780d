package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.agreement.Level;
import io.autolabeler.quality.report.FileRow.RejectedRow;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.MeasurementLevel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What labels mean on a level of measurement: which are taken, and the number behind each. Not thread-safe. */
final class LabelScale implements AnnotationRows.Labels {
    private final Level level;
    private final List<String> declared;
    /** Of declared labels, by how they are written. */
    private final Map<String, Double> declaredNumbers = new HashMap<>();

    private LabelScale(Level level, List<String> declared) {
        this.level = level;
        this.declared = declared;
    }

    /** The scale that was asked for; throws where the settings contradict each other. */
    static LabelScale of(AgreementSettings asked) {
        List<String> labels = asked.getLabelsList().stream().map(String::strip).toList();
        LabelScale scale = new LabelScale(level(asked.getLevel()), labels);
        for (String label : labels) {
            boolean number = scale.countsPlaces() || FileRow.isNumber(label);
            if (isMissing(label) || !number || (number && scale.isTooLow(label))) {
                throw ServiceException.invalid("labels", "must be " + scale.rule(), label);
            }
            double value = scale.countsPlaces() ? scale.declaredNumbers.size() : Double.parseDouble(label) + 0.0;
            if (scale.declaredNumbers.put(label, value) != null) {
                throw ServiceException.invalid("labels", "must be different", label);
            }
        }
        return scale;
    }

    private static Level level(MeasurementLevel.Value asked) {
        return switch (asked) {
            case UNSPECIFIED, NOMINAL -> Level.NOMINAL;
            case ORDINAL -> Level.ORDINAL;
            case INTERVAL -> Level.INTERVAL;
            case RATIO -> Level.RATIO;
            case UNRECOGNIZED ->
                throw ServiceException.invalid(
                        "level", "must be NOMINAL, ORDINAL, INTERVAL or RATIO", "an unknown number");
        };
    }

    Level level() {
        return level;
    }

    /** All labels of the schema; empty if it was not declared. */
    List<String> declared() {
        return declared;
    }

    /** {@code [declared]}. */
    double[] declaredNumbers() {
        return declared.stream()
                .mapToDouble(label -> declaredNumbers.getOrDefault(label, 0.0))
                .toArray();
    }

    /** Declared labels without numbers of their own have places. */
    private boolean countsPlaces() {
        return level == Level.NOMINAL || (level == Level.ORDINAL && !declared.isEmpty());
    }

    private boolean isTooLow(String label) {
        return level == Level.RATIO && Double.parseDouble(label) < 0;
    }

    private String rule() {
        return countsPlaces() ? "no missing value" : level == Level.RATIO ? "numbers of at least 0" : "numbers";
    }

    /** An empty field, JSON's null and what is no number, however it is written, are no label. */
    static boolean isMissing(String label) {
        return label.isEmpty() || label.equalsIgnoreCase("nan");
    }

    @Override
    public String of(FileRow row, String column) {
        String label = row.get(column);
        if (isMissing(label)) {
            return "";
        }
        if (!countsPlaces() && (!FileRow.isNumber(label) || isTooLow(label))) {
            throw new ReportFault(
                    "level",
                    "at level %s labels must be %s, got `%s` in column %s, line %d%s"
                            .formatted(
                                    level,
                                    rule(),
                                    label,
                                    column,
                                    row.line(),
                                    level == Level.ORDINAL ? "; for other labels, `labels` says their order" : ""));
        }
        if (!declared.isEmpty() && !isDeclared(label)) {
            throw new RejectedRow(
                    "%s must be one of %s, got `%s`".formatted(column, String.join(", ", declared), label));
        }
        return label;
    }

    private boolean isDeclared(String label) {
        return countsPlaces()
                ? declaredNumbers.containsKey(label)
                : declaredNumbers.containsValue(Double.parseDouble(label) + 0.0);
    }

    /** {@code [labels]}: the number behind each label that was read; undeclared names are numbered by their order. */
    double[] numbers(Names labels) {
        List<String> sorted = labels.all().stream().sorted().toList();
        Map<String, Double> places = new HashMap<>();
        for (String label : sorted) {
            places.put(label, (double) places.size());
        }
        Map<String, Double> known = declared.isEmpty() ? places : declaredNumbers;
        return labels.all().stream()
                .mapToDouble(label -> countsPlaces() ? known.getOrDefault(label, 0.0) : Double.parseDouble(label) + 0.0)
                .toArray();
    }
}
