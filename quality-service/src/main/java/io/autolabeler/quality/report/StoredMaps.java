package io.autolabeler.quality.report;

import io.autolabeler.quality.calibration.StoredMap;
import io.autolabeler.quality.v1.CalibrationResult;
import io.autolabeler.quality.v1.MapPoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Calibration maps with names for their numbers, as results have them. */
final class StoredMaps {
    private static final String ISOTONIC = "isotonic";
    private static final String ITEMS = "items";

    private StoredMaps() {}

    /** Writes the map into the result. */
    static void put(StoredMap map, CalibrationResult.Builder result) {
        result.setMethod(map.method()).putAllParameters(parameters(map));
        double[] numbers = map.parameters();
        if (map.method().equals(ISOTONIC)) {
            for (int i = 0; i < map.thresholds().length; i++) {
                result.addPoints(
                        MapPoint.newBuilder().setConfidence(map.thresholds()[i]).setCalibrated(numbers[i + 1]));
            }
        }
    }

    /** The map's numbers by name; of an isotonic map only how many items it rests on. */
    static Map<String, Double> parameters(StoredMap map) {
        double[] numbers = map.parameters();
        List<String> names = map.method().equals(ISOTONIC) ? List.of(ITEMS) : names(map.method(), numbers.length);
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), numbers.length); i++) {
            named.put(names.get(i), numbers[i]);
        }
        return named;
    }

    /** The map in a result. */
    static StoredMap of(CalibrationResult result) {
        if (result.getMethod().equals(ISOTONIC)) {
            double[] numbers = new double[result.getPointsCount() + 1];
            numbers[0] = result.getParametersOrThrow(ITEMS);
            Arrays.setAll(
                    numbers, i -> i == 0 ? numbers[0] : result.getPoints(i - 1).getCalibrated());
            double[] thresholds = result.getPointsList().stream()
                    .mapToDouble(MapPoint::getConfidence)
                    .toArray();
            return new StoredMap(ISOTONIC, numbers, thresholds);
        }
        double[] numbers = names(result.getMethod(), result.getParametersCount()).stream()
                .mapToDouble(result::getParametersOrThrow)
                .toArray();
        return new StoredMap(result.getMethod(), numbers, new double[0]);
    }

    private static List<String> names(String method, int count) {
        return switch (method) {
            case "temperature", "top_temperature" -> List.of("temperature");
            case "platt", "platt_raw" -> List.of("a", "b");
            case "beta" -> List.of("alpha", "beta", "gamma", "separated");
            case "constant" -> List.of("rate", "reason");
            default -> IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
        };
    }
}
