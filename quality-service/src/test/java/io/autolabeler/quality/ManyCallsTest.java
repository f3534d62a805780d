package io.autolabeler.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.quality.v1.GetReviewStatsRequest;
import io.autolabeler.quality.v1.ReviewServiceGrpc.ReviewServiceBlockingStub;
import io.autolabeler.quality.v1.ReviewStats;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "quality"))
class ManyCallsTest {
    private static final int CALLS = 5_000;
    private static final int AT_ONCE = 64;

    @Inject
    @GrpcClient("self")
    ReviewServiceBlockingStub reviews;

    @Test
    void answersEveryCallOfManyAtOnce() throws Exception {
        var request = GetReviewStatsRequest.newBuilder()
                .setProjectId(UUID.randomUUID().toString())
                .build();

        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<ReviewStats>> calls = IntStream.range(0, CALLS)
                    .mapToObj(i -> threads.submit(() -> reviews.withInterceptors(Annotations.as("reviewer-" + i))
                            .withDeadlineAfter(30, TimeUnit.SECONDS)
                            .getReviewStats(request)))
                    .toList();
            for (Future<ReviewStats> call : calls) {
                assertThat(call.get()).isEqualTo(ReviewStats.getDefaultInstance());
            }
        }
    }
}
