package io.autolabeler.labeling.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.labeling.v1.ListRunsRequest;
import io.autolabeler.labeling.v1.RunServiceGrpc.RunServiceBlockingStub;
import io.autolabeler.platform.caller.Caller;
import io.grpc.stub.MetadataUtils;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // Injected.
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))
class RunGrpcTest {
    @GrpcClient("self")
    RunServiceBlockingStub runs;

    @Test
    void refusesToListTheRunsOfAProjectThatIsNotTheKeys() {
        String own = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        var bound = runs.withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(new Caller("k", Set.of(own)).metadata()));

        assertThat(bound.listRuns(ListRunsRequest.getDefaultInstance()).getRunsList())
                .isEmpty();
        assertThat(bound.listRuns(request(own)).getRunsList()).isEmpty();
        assertThatThrownBy(() -> bound.listRuns(request(other))).hasMessageContaining("PERMISSION_DENIED");
    }

    private static ListRunsRequest request(String project) {
        return ListRunsRequest.newBuilder().setProjectId(project).build();
    }
}
