package io.autolabeler.cli.judge;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.autolabeler.cli.file.InputFile;
import io.autolabeler.cli.file.WholeFile;
import io.autolabeler.cli.input.Inputs;
import io.autolabeler.cli.report.Choice;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.report.ReportOptions;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.AgreementResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far annotators agree. */
@Command(
        name = "calculate-iaa",
        description =
                "Say how far annotators agree: Krippendorff's alpha with its interval, and who disagrees on what.")
public final class AgreementCommand implements Callable<Integer> {
    private static final String LEVEL = "--level";
    private static final String INTERVAL = "--interval";
    private static final String LABELS = "--labels";
    private static final List<String> INTERVALS = List.of("auto", "bootstrap", "jackknife", "hayes-krippendorff");
    private final Shell shell;

    @Mixin
    final AnnotationOptions annotations = new AnnotationOptions();

    @Option(
            names = LEVEL,
            paramLabel = "LEVEL",
            defaultValue = "nominal",
            description = "nominal, ordinal, interval or ratio; default ${DEFAULT-VALUE}.")
    String level = "";

    @Option(
            names = INTERVAL,
            paramLabel = "NAME",
            description = "auto (the default: jackknife below 40 items, else bootstrap), bootstrap, jackknife or"
                    + " hayes-krippendorff.")
    String interval = "";

    @Option(
            names = LABELS,
            paramLabel = "A,B,C",
            split = ",",
            description = "All labels of the schema, used or not; with --level ordinal, in their order.")
    List<String> labels = List.of();

    @Mixin
    final SpanOptions spans = new SpanOptions();

    @Mixin
    final ReportOptions options = new ReportOptions();

    public AgreementCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String chosen =
                Choice.of(LEVEL, level.toLowerCase(Locale.ROOT), List.of("nominal", "ordinal", "interval", "ratio"));
        try (Inputs inputs = Inputs.open(annotations.files(), shell)) {
            InputFile file = inputs.files().getFirst();
            spans.check(annotations.check(file));
            Optional<WholeFile> output = options.reportOutput(file);
            Query query = annotations.query("/agreement").set("level", LEVEL, chosen.toUpperCase(Locale.ROOT));
            query.set("interval", INTERVAL, Choice.of(INTERVAL, interval, INTERVALS));
            labels.forEach(label -> query.set("labels", LABELS, label.strip()));
            spans.addTo(query);
            try (Judged judged = options.judging(shell).judge(query, file)) {
                AgreementResult result = judged.report().getAgreement();
                options.print(shell, output, json(result), AgreementText.of(result));
                return judged.exitCode();
            }
        }
    }

    /** The plan's keys first, then everything else. */
    private static JsonObject json(AgreementResult result) {
        JsonObject all = SnakeJson.of(result);
        JsonObject json = new JsonObject();
        json.add("krippendorff_alpha", all.remove("alpha"));
        json.add(
                "alpha_95_ci",
                result.hasAlphaInterval() ? SnakeJson.interval(result.getAlphaInterval()) : JsonNull.INSTANCE);
        json.add("interpretation", all.remove("interpretation"));
        json.add("recommendation", all.remove("recommendation"));
        all.remove("alpha_interval");
        json.add(
                "bootstrap_interval",
                result.hasBootstrapInterval() ? SnakeJson.interval(result.getBootstrapInterval()) : JsonNull.INSTANCE);
        all.remove("bootstrap_interval");
        all.asMap().forEach(json::add);
        return json;
    }
}
