package io.autolabeler.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import io.autolabeler.gateway.testing.Api;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.errors.ErrorStatus;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.CreateReportRequest;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.ReadReportOutputResponse;
import io.autolabeler.quality.v1.ReportServiceGrpc;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files to judge. */
@QuarkusTest
class JudgeTest extends JudgeCalls {
    @Test
    void handsSettingsAndFileToTheService() {
        file("item,annotator,label\n1,a,x\n")
                .post("/agreement?level=ORDINAL&seed=7&itemColumn=item&labels=b&labels=a&spans=true&interval=jackknife")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/reports/" + ID))
                .body("state", equalTo("QUEUED"));

        CreateReportRequest created = created();
        assertThat(created.getFormat()).isEqualTo(FileFormat.Value.CSV);
        assertThat(created.getReport().getAgreementSettings().getLevel()).isEqualTo(MeasurementLevel.Value.ORDINAL);
        assertThat(created.getReport().getAgreementSettings().getSeed()).isEqualTo(7);
        assertThat(created.getReport().getAgreementSettings().getLabelsList()).containsExactly("b", "a");
        assertThat(created.getReport().getAgreementSettings().getSpans()).isTrue();
        assertThat(created.getReport().getAgreementSettings().getInterval()).isEqualTo("jackknife");
        assertThat(sent()).isEqualTo("item,annotator,label\n1,a,x\n");
    }

    @Test
    void takesAColumnListAsARepeatedParameter() {
        file("x\n").post("/evaluations?sliceColumns=a,b&sliceColumns=c").then().statusCode(202);

        CreateReportRequest created = created();
        assertThat(created.getReport().getEvaluationSettings().getSliceColumnsList())
                .containsExactly("a,b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/agreement", "/consensus", "/calibrations", "/evaluations", "/routing:optimize", "/label-errors"
            })
    void refusesWhatIsNoTable(String path) {
        Api.as("EDITOR")
                .contentType("application/json")
                .body("{}")
                .urlEncodingEnabled(false)
                .post(path)
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        file("x\n").post(path + "?nonsense=1").then().statusCode(400).body("errors[0].field", equalTo("nonsense"));
        assertThat(services.calls()).isEmpty();
    }

    @Test
    void tellsWhichSettingTheServiceRefuses() {
        services.answer(ReportServiceGrpc.getCreateReportMethod(), request -> {
            throw ErrorStatus.of(ServiceException.invalid("method", "must be one of auto, majority", "magic"));
        });

        file("x\n")
                .post("/consensus?method=magic")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("method"))
                .body("detail", containsString("magic"));
    }

    @Test
    void givesTheRowsThatCameOutPageByPage() {
        services.answer(ReportServiceGrpc.getReadReportOutputMethod(), request -> {
            boolean first = request.getPageToken().isEmpty();
            return ReadReportOutputResponse.newBuilder()
                    .setData(ByteString.copyFromUtf8(first ? "item,label\n" : "1,x\n"))
                    .setNextPageToken(first ? "more" : "")
                    .build();
        });

        String rows = Api.as("VIEWER")
                .get("/reports/" + ID + "/output")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();

        assertThat(rows).isEqualTo("item,label\n1,x\n");
    }
}
