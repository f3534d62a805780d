package io.autolabeler.gateway.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A plausible course of items over the asked window: working hours busy, nights quiet, now and then a failed item. */
final class FakeMetrics {
    private FakeMetrics() {}

    static String answer(Call call) {
        int step = Integer.parseInt(call.parameter("stepMinutes"));
        boolean failed = call.parameter("metric").equals("failed_items");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        ObjectNode series = JsonNodeFactory.instance.objectNode();
        series.put("metric", call.parameter("metric")).put("stepMinutes", step);
        ArrayNode points = series.putArray("points");
        Instant end = Instant.now();
        int index = 0;
        for (Instant time = Instant.parse(call.parameter("startTime"));
                time.isBefore(end);
                time = time.plus(Duration.ofMinutes(step))) {
            double day = Math.max(0, Math.sin(index++ * step / 1440.0 * 2 * Math.PI));
            long items = Math.round(day * (220 + 130 * random.nextDouble()));
            long value = failed ? Math.round(items * 0.04 * random.nextDouble()) : items;
            if (value > 0) {
                points.addObject()
                        .put("time", time.toString())
                        .put("dimension", "")
                        .put("count", value)
                        .put("sum", value);
            }
        }
        return series.toString();
    }
}
