package io.autolabeler.bench.quality;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times the algorithms on one thread with JMH. */
public final class AlgorithmBench {
    private AlgorithmBench() {}

    /** Mean milliseconds of one call, by the benchmark's class, method and parameters. */
    public static Map<String, Double> run() {
        Map<String, Double> milliseconds = new TreeMap<>();
        for (RunResult each : results()) {
            String name = each.getParams().getBenchmark();
            String parameters = each.getParams().getParamsKeys().stream()
                    .map(key -> " " + key + "=" + each.getParams().getParam(key))
                    .collect(Collectors.joining());
            milliseconds.put(
                    name.replaceAll(".*\\.(\\w+\\.\\w+)$", "$1") + parameters,
                    each.getPrimaryResult().getScore());
        }
        return milliseconds;
    }

    private static Collection<RunResult> results() {
        try {
            return new Runner(new OptionsBuilder()
                            .include("io\\.autolabeler\\.bench\\.quality\\..*")
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(2))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(2))
                            .threads(1)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IllegalStateException("the algorithms could not be measured", e);
        }
    }
}
