package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.file.Columns;
import io.autolabeler.cli.file.FileCheck;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Judging;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.RunOption;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.CalibrationResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits a calibration map, and judges it on other rows. */
@Command(
        name = "calibrate",
        description = {
            "Fit a map from what a model claims to how often it is right, and judge it on other rows.",
            "With fewer than 1,000 rows the figures after the fit are cross-fitted: each row by a map that has not seen it."
        })
public final class CalibrateCommand implements Callable<Integer> {
    private static final String PATH = "/calibrations";
    private static final String METHOD = "--method";
    private static final String SEED = "--seed";
    private static final List<String> METHODS = List.of(
            "auto", "temperature", "platt", "isotonic", "beta", "top_temperature", "platt_raw", "vector", "dirichlet");
    private static final List<String> MAP = List.of("method", "parameters", "points", "reason", "candidates");
    private static final List<String> SIDES = List.of(
            "items", "classes", "renormalised", "after_cross_fitted", "before", "after", "before_bins", "after_bins");
    private final Shell shell;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Rows label,p0,p1,…, the label being the number of the true class from 0; - is standard input.")
    String input = "";

    @Mixin
    final RunOption run = new RunOption();

    @Option(names = "--test", paramLabel = "FILE", description = "Rows of the same kind to judge the map on.")
    String test = "";

    @Option(
            names = METHOD,
            paramLabel = "NAME",
            description = "auto (the default) chooses temperature, platt, isotonic or beta by cross-validated log-loss;"
                    + " or one of these by name, or top_temperature, platt_raw, vector or dirichlet.")
    String method = "";

    @Option(
            names = SEED,
            paramLabel = "N",
            description = "Of the debiased error and of the intervals; default ${DEFAULT-VALUE}.")
    int seed;

    @Mixin
    final ReportOptions options = new ReportOptions();

    public CalibrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Query fit = new Query(PATH)
                .set("method", METHOD, Choice.of(METHOD, method, METHODS))
                .set("seed", SEED, seed);
        if (run.chosen("--input", input, test)) {
            Optional<WholeFile> output = options.reportOutput();
            try (Judged fitted = options.judging(shell).judge(fit, run)) {
                return tell(fitted, output);
            }
        }
        try (Inputs inputs = Inputs.open(test.isEmpty() ? List.of(input) : List.of(input, test), shell)) {
            List<InputFile> files = inputs.files();
            for (InputFile file : files) {
                FileCheck.of(file);
                Columns.ofFigures(file).require("label", "the true class's number");
            }
            Optional<WholeFile> output = options.reportOutput(files.toArray(InputFile[]::new));
            Judging judging = options.judging(shell);
            try (Judged fitted = judging.judge(fit, files.getFirst())) {
                return files.size() == 1 ? tell(fitted, output) : test(judging, fitted, files.getLast(), output);
            }
        }
    }

    private int tell(Judged fitted, Optional<WholeFile> output) {
        CalibrationResult fit = fitted.report().getCalibration();
        options.print(shell, output, json(fit), CalibrationText.of(fit, "", fit));
        return fitted.exitCode();
    }

    private int test(Judging judging, Judged fitted, InputFile file, Optional<WholeFile> output) {
        Query judge = new Query(PATH)
                .set("fittedReportId", "--test", fitted.report().getId())
                .set("seed", SEED, seed);
        try (Judged judged = judging.judge(judge, file)) {
            CalibrationResult fit = fitted.report().getCalibration();
            CalibrationResult tested = judged.report().getCalibration();
            JsonObject json = json(fit);
            json.add("test", of(tested, SIDES));
            options.print(shell, output, json, CalibrationText.of(fit, file.name(), tested));
            return Math.max(fitted.exitCode(), judged.exitCode());
        }
    }

    private static JsonObject json(CalibrationResult fit) {
        JsonObject json = of(fit, MAP);
        json.add("fit", of(fit, SIDES));
        return json;
    }

    private static JsonObject of(CalibrationResult result, List<String> keys) {
        JsonObject all = SnakeJson.of(result);
        JsonObject some = new JsonObject();
        keys.forEach(key -> some.add(key, all.get(key)));
        return some;
    }
}
