package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.CalibrationResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits a calibration map, and judges it on other rows. */
@Command(
        name = "calibrate",
        description = "Fit a map from what a model claims to how often it is right, and judge it on other rows.")
public final class CalibrateCommand implements Callable<Integer> {
    private static final String PATH = "/calibrations";
    private final Shell shell;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "Rows label,p0,p1,…, the label being the number of the true class from 0.")
    String input = "";

    @Option(names = "--test", paramLabel = "FILE", description = "Rows of the same kind to judge the map on.")
    String test = "";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "auto (the default), temperature, platt, isotonic or beta.")
    String method = "";

    @Option(names = "--seed", paramLabel = "N", description = "Of the debiased error; default ${DEFAULT-VALUE}.")
    int seed;

    @Mixin
    final JudgeOptions options = new JudgeOptions();

    public CalibrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String path = new Query().set("method", method).set("seed", seed).of(PATH);
        try (Judged fitted = Judged.of(shell, options, path, input)) {
            CalibrationResult fit = fitted.report().getCalibration();
            if (test.isEmpty()) {
                options.common().print(shell, json(fit), CalibrationText.of(fit, "", fit));
                return fitted.exitCode();
            }
            String judge = new Query()
                    .set("fittedReportId", fitted.report().getId())
                    .set("seed", seed)
                    .of(PATH);
            try (Judged judged = Judged.of(shell, options, judge, test)) {
                CalibrationResult tested = judged.report().getCalibration();
                JsonObject json = json(fit);
                json.add("test", sides(tested));
                options.common().print(shell, json, CalibrationText.of(fit, test, tested));
                return Math.max(fitted.exitCode(), judged.exitCode());
            }
        }
    }

    private static JsonObject json(CalibrationResult fit) {
        JsonObject all = SnakeJson.of(fit);
        JsonObject json = new JsonObject();
        for (String key : new String[] {"method", "parameters", "points", "reason", "candidates"}) {
            json.add(key, all.get(key));
        }
        json.add("fit", sides(fit));
        return json;
    }

    private static JsonObject sides(CalibrationResult result) {
        JsonObject all = SnakeJson.of(result);
        JsonObject sides = new JsonObject();
        for (String key : new String[] {"items", "before", "after", "before_bins", "after_bins"}) {
            sides.add(key, all.get(key));
        }
        return sides;
    }
}
