package io.autolabeler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Calls of {@code label} with a file of two rows. */
abstract class LabelCalls {
    static final String ITEMS = "text,gold\nhello,a\nbye,b\n";
    static final String EXPORT = """
            text,gold,label,confidence,raw_confidence,route,error_code,cost_usd,model,prompt_version,run_id
            hello,a,a,0.9,0.9,AUTO_ACCEPT,,0,embedded,x,r
            bye,b,a,0.6,0.6,HUMAN_REVIEW,,0,embedded,x,r
            """;
    static final String COMPLETED = """
            "state":"COMPLETED","counts":{"total":2,"done":2,"autoAccept":1,"humanReview":1},\
            "cost":{"actual":0.25},"annotator":{"model":"embedded","promptVersion":"head-1:x"},"notes":["few examples"]""";
    static final String GOLD = "\"columns\":[\"text\",\"gold\"],\"labelColumn\":\"gold\",\"itemCount\":2";

    @RegisterExtension
    final PlayedGateway gateway = new PlayedGateway();

    @TempDir
    Path folder;

    Path input;
    Path output;

    @BeforeEach
    void writeInput() throws IOException {
        input = Files.writeString(folder.resolve("in.csv"), ITEMS);
        output = folder.resolve("out.csv");
    }

    PlayedGateway.Ended label(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("label", "--input=" + input, "--output=" + output));
        all.addAll(List.of(arguments));
        return gateway.run(all.toArray(String[]::new));
    }

    LoggedRequest only(com.github.tomakehurst.wiremock.http.RequestMethod method, String path) {
        List<LoggedRequest> found = gateway.requests(method, path);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    static JsonObject json(LoggedRequest request) {
        return JsonParser.parseString(request.getBodyAsString()).getAsJsonObject();
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
