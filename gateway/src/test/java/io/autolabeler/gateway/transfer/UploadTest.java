package io.autolabeler.gateway.transfer;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.autolabeler.gateway.testing.Api;
import io.autolabeler.gateway.testing.FakeServices;
import io.autolabeler.gateway.testing.GatewayTest;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.DatasetServiceGrpc;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadTest extends GatewayTest {
    private static final String ID = "01900000-0000-7000-8000-000000000001";
    private static final String ITEMS = "/datasets/" + ID + "/items";

    @BeforeEach
    void playADataset() {
        services.answer(
                DatasetServiceGrpc.getGetDatasetMethod(),
                request -> Dataset.newBuilder()
                        .setId(ID)
                        .setFormat(FileFormat.Value.CSV)
                        .build());
        services.answer(
                DatasetServiceGrpc.getImportItemsMethod(),
                request -> Dataset.newBuilder()
                        .setId(ID)
                        .setState(request.getLast() ? Dataset.State.READY : Dataset.State.IMPORTING)
                        .setImportedBytes(
                                request.getOffset() + request.getData().size())
                        .build());
    }

    @Test
    void cutsAFileIntoPiecesThatJoinToTheSameFile() throws IOException {
        byte[] file = bytes(3 * 1024 * 1024 + 17);

        csv().body(file)
                .post(ITEMS)
                .then()
                .statusCode(200)
                .body("state", equalTo("READY"), "importedBytes", equalTo((float) file.length));

        assertThat(joined()).isEqualTo(file);
        assertThat(pieces()).hasSize(4).allMatch(piece -> piece.getData().size() <= 1024 * 1024);
        assertThat(pieces().stream().filter(ImportItemsRequest::getLast)).hasSize(1);
    }

    @Test
    void endsAFileOfWholePiecesWithItsLastPiece() throws IOException {
        byte[] file = bytes(2 * 1024 * 1024);

        csv().body(file).post(ITEMS).then().statusCode(200);

        assertThat(pieces()).hasSize(2);
        assertThat(pieces().getLast().getLast()).isTrue();
    }

    @Test
    void unpacksGzip() throws IOException {
        byte[] file = "text\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

        csv().header("Content-Encoding", "gzip")
                .body(zipped(file))
                .post(ITEMS)
                .then()
                .statusCode(200);

        assertThat(joined()).isEqualTo(file);
    }

    @Test
    void goesOnFromAnOffset() {
        csv().header("Upload-Offset", "5000000")
                .body(bytes(10))
                .post(ITEMS)
                .then()
                .statusCode(200);

        assertThat(pieces().getFirst().getOffset()).isEqualTo(5_000_000);
    }

    @Test
    void sendsAnEmptyFileAsItsLastPieceAndTellsWhatTheServiceSays() {
        services.answer(DatasetServiceGrpc.getImportItemsMethod(), request -> {
            throw ErrorStatus.of(ServiceException.invalid("items", "the file has no good row"));
        });

        csv().body(new byte[0]).post(ITEMS).then().statusCode(400).body("detail", equalTo("the file has no good row"));

        assertThat(pieces()).hasSize(1);
        assertThat(pieces().getFirst().getLast()).isTrue();
    }

    @Test
    void refusesAFileOfAnotherFormat() {
        Api.upload("application/jsonl")
                .body(bytes(10))
                .post(ITEMS)
                .then()
                .statusCode(415)
                .body("detail", containsString("the Content-Type must be text/csv"));
        Api.upload("image/png").body(bytes(10)).post(ITEMS).then().statusCode(415);
        Api.upload("text/csv;charset=latin1").body(bytes(10)).post(ITEMS).then().statusCode(415);
        csv().header("Content-Encoding", "br")
                .body(bytes(10))
                .post(ITEMS)
                .then()
                .statusCode(415);
        assertThat(pieces()).isEmpty();
    }

    @Test
    void refusesGzipThatIsNoneOrNotWhole() throws IOException {
        csv().header("Content-Encoding", "gzip")
                .body(bytes(100))
                .post(ITEMS)
                .then()
                .statusCode(400);

        byte[] whole = zipped(bytes(3 * 1024 * 1024));
        csv().header("Content-Encoding", "gzip")
                .body(java.util.Arrays.copyOf(whole, whole.length / 2))
                .post(ITEMS)
                .then()
                .statusCode(400)
                .body("detail", containsString("gzip"));
        assertThat(pieces()).noneMatch(ImportItemsRequest::getLast);
    }

    @Test
    void refusesAnOffsetThatIsNone() {
        csv().header("Upload-Offset", "-1")
                .body(bytes(10))
                .post(ITEMS)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Upload-Offset"));
    }

    @Test
    void isForEditors() {
        Api.as("ANNOTATOR").contentType("text/csv").body("x").post(ITEMS).then().statusCode(403);
        Api.nobody().contentType("text/csv").body("x").post(ITEMS).then().statusCode(401);
    }

    @Test
    void waitsForAServiceThatIsRestartedInBetween() throws IOException {
        byte[] file = bytes(4 * 1024 * 1024);
        AtomicInteger taken = new AtomicInteger();
        services.answer(DatasetServiceGrpc.getImportItemsMethod(), request -> {
            if (taken.incrementAndGet() == 2) {
                Thread.startVirtualThread(this::restart);
            }
            return Dataset.newBuilder()
                    .setState(request.getLast() ? Dataset.State.READY : Dataset.State.IMPORTING)
                    .build();
        });

        csv().body(file).post(ITEMS).then().statusCode(200).body("state", equalTo("READY"));

        assertThat(joined()).isEqualTo(file);
    }

    @Test
    void neverEndsAFileWhoseSenderWentAway() throws IOException {
        String key = Api.key("{\"name\":\"sender\",\"role\":\"EDITOR\"}");
        for (String framing : List.of("Content-Length: 9000000", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(address().getHost(), address().getPort())) {
                String head =
                        "POST " + address().getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                                + "Authorization: Bearer " + key + "\r\n" + framing + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                if (framing.startsWith("Transfer")) {
                    socket.getOutputStream().write("300000\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                socket.getOutputStream().write(bytes(3_000_000));
                socket.getOutputStream().flush();
                int before = pieces().size();
                await().atMost(ofSeconds(30)).until(() -> pieces().size() > before);
            }
        }
        await().during(ofSeconds(1))
                .atMost(ofSeconds(30))
                .until(() -> pieces().stream().noneMatch(ImportItemsRequest::getLast));
    }

    private void restart() {
        services.stop();
        services.start();
    }

    private List<ImportItemsRequest> pieces() {
        return services.calls(DatasetServiceGrpc.getImportItemsMethod()).stream()
                .map(FakeServices.Call::request)
                .map(ImportItemsRequest.class::cast)
                .toList();
    }

    /** The file as the service has it: a piece that came twice lies on itself. */
    private byte[] joined() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (ImportItemsRequest piece : pieces()) {
            if (piece.getOffset() == file.size()) {
                piece.getData().writeTo(file);
            }
        }
        return file.toByteArray();
    }

    private static RequestSpecification csv() {
        return Api.upload("text/csv");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] zipped(byte[] file) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(file);
        }
        return zipped.toByteArray();
    }

    private static URI address() {
        return Api.address(ITEMS);
    }
}
