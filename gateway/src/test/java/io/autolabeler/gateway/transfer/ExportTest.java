package io.autolabeler.gateway.transfer;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.labeling.v1.ReadExportRequest;
import io.autolabeler.labeling.v1.ReadExportResponse;
import io.autolabeler.labeling.v1.RunServiceGrpc;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ExportTest extends GatewayTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";
    private static final int PAGE = 100_000;

    @ParameterizedTest
    @CsvSource({
        "csv, CSV, text/csv;charset=UTF-8",
        "tsv, TSV, text/tab-separated-values;charset=UTF-8",
        "jsonl, JSONL, application/jsonl"
    })
    void joinsThePagesOfAFormat(String format, String asked, String mediaType) throws Exception {
        pages(5);

        HttpResponse<byte[]> file = download("?format=" + format, "identity");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).hasValue(mediaType);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"run-" + ID + "." + format + "\"");
        assertThat(file.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(file.body()).isEqualTo(whole(5));
        assertThat(services.calls(RunServiceGrpc.getReadExportMethod()))
                .hasSize(5)
                .allMatch(call ->
                        ((ReadExportRequest) call.request()).getFormat().name().equals(asked));
    }

    @Test
    void packsTheFileForAClientThatTakesGzip() throws Exception {
        pages(3);

        HttpResponse<byte[]> file = download("", "gzip");

        assertThat(file.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(file.body())).readAllBytes())
                .isEqualTo(whole(3));
    }

    @Test
    void namesTheFormatsThatExist() {
        Api.as("VIEWER")
                .get("/runs/" + ID + "/export?format=parquet")
                .then()
                .statusCode(400)
                .body("detail", equalTo("format must be csv, tsv or jsonl, got parquet"));
        Api.as("VIEWER").get("/runs/" + ID + "/export?fromat=csv").then().statusCode(400);
        Api.as("VIEWER").get("/runs/nonsense/export").then().statusCode(400);
        Api.nobody().get("/runs/" + ID + "/export").then().statusCode(401);
    }

    @Test
    void tellsAProblemBeforeTheFileBegins() {
        services.answer(RunServiceGrpc.getReadExportMethod(), request -> {
            throw ErrorStatus.of(ServiceException.notFound("run", ID));
        });

        Api.as("VIEWER").get("/runs/" + ID + "/export").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void waitsForAServiceThatIsRestartedInBetween() throws Exception {
        AtomicBoolean restarted = new AtomicBoolean();
        services.answer(RunServiceGrpc.getReadExportMethod(), request -> {
            if (number(request) == 2 && restarted.compareAndSet(false, true)) {
                Thread.startVirtualThread(() -> {
                    services.stop();
                    services.start();
                });
                throw Status.UNAVAILABLE.asRuntimeException();
            }
            return page(request, 5);
        });

        assertThat(download("", "identity").body()).isEqualTo(whole(5));
    }

    @Test
    void breaksAFileOffThatCannotBeFinished() {
        services.answer(RunServiceGrpc.getReadExportMethod(), request -> {
            if (number(request) == 3) {
                throw Status.INTERNAL.asRuntimeException();
            }
            return page(request, 5);
        });

        assertThatThrownBy(() -> download("", "identity")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> download("", "gzip")).isInstanceOf(IOException.class);
    }

    @Test
    void stopsReadingWhenTheClientGoesAway() throws Exception {
        services.answer(RunServiceGrpc.getReadExportMethod(), request -> page(request, Integer.MAX_VALUE));
        try (HttpClient client = HttpClient.newHttpClient()) {
            InputStream body = client.send(request("", "identity"), BodyHandlers.ofInputStream())
                    .body();
            assertThat(body.readNBytes(PAGE)).hasSize(PAGE);
            client.shutdownNow();
        }

        int[] last = {-1};
        await().pollInterval(ofSeconds(1)).atMost(ofSeconds(20)).until(() -> {
            int before = last[0];
            last[0] = services.calls(RunServiceGrpc.getReadExportMethod()).size();
            return before == last[0];
        });
        assertThat(last[0]).isLessThan(1_000);
    }

    private void pages(int count) {
        services.answer(RunServiceGrpc.getReadExportMethod(), request -> page(request, count));
    }

    private static ReadExportResponse page(ReadExportRequest request, int count) {
        int number = number(request);
        return ReadExportResponse.newBuilder()
                .setData(ByteString.copyFrom(content(number)))
                .setNextPageToken(number + 1 == count ? "" : Integer.toString(number + 1))
                .build();
    }

    private static int number(ReadExportRequest request) {
        return request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    }

    private static byte[] content(int number) {
        byte[] content = new byte[PAGE];
        java.util.Arrays.fill(content, (byte) ('a' + number % 26));
        return content;
    }

    private static byte[] whole(int count) {
        byte[] whole = new byte[count * PAGE];
        for (int i = 0; i < count; i++) {
            System.arraycopy(content(i), 0, whole, i * PAGE, PAGE);
        }
        return whole;
    }

    private HttpResponse<byte[]> download(String query, String encoding) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request(query, encoding), BodyHandlers.ofByteArray());
        }
    }

    private HttpRequest request(String query, String encoding) {
        return HttpRequest.newBuilder(URI.create(address() + query))
                .header("Authorization", "Bearer " + Api.key("{\"name\":\"reader\",\"role\":\"VIEWER\"}"))
                .header("Accept-Encoding", encoding)
                .build();
    }

    private static URI address() {
        return Api.address("/runs/" + ID + "/export");
    }
}
