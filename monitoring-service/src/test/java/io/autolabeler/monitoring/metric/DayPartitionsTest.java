package io.autolabeler.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.StackTestResource;
import io.autolabeler.monitoring.MonitoringStack;
import io.autolabeler.platform.database.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "monitoring"))
@QuarkusTestResource(MonitoringStack.class)
class DayPartitionsTest {
    @Inject
    DayPartitions days;

    @Inject
    Database database;

    @Test
    void makesPartitionsAheadAndOnDemandAndDropsThemAfterTheRetention() {
        Instant kept = Instant.now().minus(Duration.ofDays(90));
        Instant old = Instant.now().minus(Duration.ofDays(91));

        days.ensure(kept);
        days.ensure(kept);
        days.ensure(old);
        assertThat(partitions()).contains(name(0), name(3), name(-90), name(-91));
        assertThat(days.isKept(kept)).isTrue();
        assertThat(days.isKept(old)).isFalse();

        days.dropOld();

        assertThat(partitions()).contains(name(0), name(-90)).doesNotContain(name(-91));
    }

    @Test
    void countsNothingInTheFuture() {
        assertThat(days.minute(Instant.now().plus(Duration.ofDays(300)))).isBeforeOrEqualTo(Instant.now());
    }

    private List<String> partitions() {
        return database.list("""
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'metric_point'::regclass""", row -> row.getString(0));
    }

    private static String name(int daysFromToday) {
        return "metric_point_"
                + LocalDate.now(ZoneOffset.UTC).plusDays(daysFromToday).format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
