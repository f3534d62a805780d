package io.autolabeler.monitoring.metric;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.TransientFaults;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The metric store's partitions, one per day (UTC): made ahead and on demand, dropped after the retention. */
@ApplicationScoped
class DayPartitions {
    private static final Logger LOG = Logger.getLogger(DayPartitions.class);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PREFIX = "metric_point_";
    private static final int DAYS_AHEAD = 3;
    private static final long LOCK = 0x6d657472;

    private final Database database;
    private final MetricConfig config;
    private final Set<LocalDate> present = ConcurrentHashMap.newKeySet();

    DayPartitions(Database database, MetricConfig config) {
        this.database = database;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        makeAhead();
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keep() {
        TransientFaults.leaveForLater(
                () -> {
                    makeAhead();
                    dropOld();
                },
                fault -> LOG.warnf("partitions of the metric store are kept later: %s", fault));
    }

    /** The minute that an event of this time counts in: not in the future, whatever its writer's clock said. */
    Instant minute(Instant time) {
        Instant now = Instant.now();
        return (time.isAfter(now) ? now : time).truncatedTo(ChronoUnit.MINUTES);
    }

    /** True if points of that minute are still kept. */
    boolean isKept(Instant minute) {
        return !day(minute).isBefore(oldest());
    }

    /** Makes the partition of that minute if it is not there. */
    void ensure(Instant minute) {
        LocalDate day = day(minute);
        if (!present.contains(day)) {
            create(day);
            present.add(day);
        }
    }

    void dropOld() {
        String last = PREFIX + SUFFIX.format(oldest());
        database.list("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'metric_point'::regclass and c.relname < $1 order by 1""", row -> row.getString(0), last).forEach(name -> {
            database.update("drop table if exists " + name);
            LOG.infof("dropped %s after %s", name, config.retention());
        });
        present.removeIf(day -> day.isBefore(oldest()));
    }

    private void makeAhead() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            create(today.plusDays(ahead));
            present.add(today.plusDays(ahead));
        }
    }

    private void create(LocalDate day) {
        database.withTransaction(transaction -> {
            transaction.first("select pg_advisory_xact_lock($1)", row -> true, LOCK);
            transaction.update(
                    "create table if not exists %s%s partition of metric_point for values from ('%s') to ('%s')"
                            .formatted(PREFIX, SUFFIX.format(day), start(day), start(day.plusDays(1))));
        });
    }

    private LocalDate oldest() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(config.retention().toDays());
    }

    private static LocalDate day(Instant minute) {
        return minute.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String start(LocalDate day) {
        return day + " 00:00:00+00";
    }
}
