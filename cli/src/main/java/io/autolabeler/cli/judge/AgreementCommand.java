package io.autolabeler.cli.judge;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.MeasurementLevel;
import java.util.Arrays;
import java.util.Locale;
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
    private final Shell shell;

    @Mixin
    final AnnotationOptions annotations = new AnnotationOptions();

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "nominal",
            description = "nominal, ordinal, interval or ratio; default ${DEFAULT-VALUE}.")
    String level = "";

    @Mixin
    final JudgeOptions options = new JudgeOptions();

    public AgreementCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String path = annotations.query().set("level", level(level)).of("/agreement");
        try (Judged judged = Judged.of(shell, options, path, annotations.file())) {
            AgreementResult result = judged.report().getAgreement();
            options.common().print(shell, json(result), AgreementText.of(result));
            return judged.exitCode();
        }
    }

    private static String level(String name) {
        return Arrays.stream(MeasurementLevel.Value.values())
                .filter(each ->
                        each != MeasurementLevel.Value.UNSPECIFIED && each != MeasurementLevel.Value.UNRECOGNIZED)
                .map(Enum::name)
                .filter(each -> each.toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> CommandFailure.usage("--level must be nominal, ordinal, interval or ratio, got " + name));
    }

    private static JsonObject json(AgreementResult result) {
        JsonObject json = new JsonObject();
        if (result.hasAlpha()) {
            json.addProperty("krippendorff_alpha", result.getAlpha());
        } else {
            json.add("krippendorff_alpha", JsonNull.INSTANCE);
        }
        json.add(
                "alpha_95_ci",
                result.hasAlphaInterval() ? SnakeJson.interval(result.getAlphaInterval()) : JsonNull.INSTANCE);
        json.addProperty("interpretation", result.getInterpretation());
        json.addProperty("recommendation", result.getRecommendation());
        JsonObject rest = SnakeJson.of(result);
        rest.remove("alpha");
        rest.remove("alpha_interval");
        rest.asMap().forEach((key, value) -> {
            if (!json.has(key)) {
                json.add(key, value);
            }
        });
        return json;
    }
}
