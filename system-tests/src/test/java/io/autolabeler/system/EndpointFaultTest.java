package io.autolabeler.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.devstack.fake.FakeEndpoint;
import io.autolabeler.devstack.fake.Fault;
import io.autolabeler.devstack.fake.Faults;
import io.autolabeler.labeling.v1.Annotation;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault of a model endpoint ends in a right label or a typed error, and every call is in the ledger. */
@SystemTest
class EndpointFaultTest {
    private static final int ITEMS = 24;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> LABELS = List.of("spam", "ham");

    private final RunningSystem system;

    EndpointFaultTest(RunningSystem system) {
        this.system = system;
    }

    @AfterEach
    void behaveAgain() {
        system.endpoint().behave(Faults.NONE);
    }

    @ParameterizedTest(name = "{0} in every third call")
    @EnumSource(Fault.Kind.class)
    void endsInARightLabelOrATypedError(Fault.Kind kind) throws SQLException {
        system.endpoint().forget();
        system.endpoint().behave(Faults.of(Fault.every(kind, 3).with(300, 1)));
        Run run = completed(start());

        List<Annotation> annotations = system.api().annotations(run.getId());
        assertThat(annotations).hasSize(ITEMS);
        assertThat(annotations).allSatisfy(EndpointFaultTest::isRightOrTyped);
        assertThat(attempts(run)).isEqualTo(system.endpoint().calls().size());
        long failed = annotations.stream().filter(Annotation::hasError).count();
        Set<ItemError.Code> codes = annotations.stream()
                .filter(Annotation::hasError)
                .map(each -> each.getError().getCode())
                .collect(java.util.stream.Collectors.toSet());
        System.out.printf(
                "figure: %s in every third call: %d right, %d failed %s, %d calls, all in the ledger%n",
                kind, ITEMS - failed, failed, codes, system.endpoint().calls().size());
    }

    private static void isRightOrTyped(Annotation annotation) {
        if (annotation.hasError()) {
            assertThat(annotation.getLabel()).isEmpty();
            assertThat(annotation.getError().getCode()).isNotEqualTo(ItemError.Code.UNSPECIFIED);
            assertThat(annotation.getError().getMessage()).isNotBlank();
        } else {
            assertThat(annotation.getLabel()).isEqualTo(FakeEndpoint.labelFor(annotation.getText(), LABELS));
        }
    }

    private Run start() {
        Project project = system.api().project("spam", "ham");
        StringBuilder csv = new StringBuilder("text\n");
        for (int i = 0; i < ITEMS; i++) {
            csv.append(UUID.randomUUID()).append(i % 2 == 0 ? " spam\n" : " ham\n");
        }
        return system.api()
                .start(Run.newBuilder()
                        .setProjectId(project.getId())
                        .setDatasetId(
                                system.api().dataset(project, csv.toString()).getId())
                        .setModel(RunningSystem.MODEL));
    }

    private Run completed(Run run) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> system.api().run(run.getId()).getState() == Run.State.COMPLETED);
        return system.api().run(run.getId());
    }

    private long attempts(Run run) throws SQLException {
        try (var connection = system.database("labeling");
                var statement = connection.prepareStatement(
                        "select count(*) from attempt where run_id = ?::uuid and state in ('SUCCEEDED', 'FAILED')")) {
            statement.setString(1, run.getId());
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
