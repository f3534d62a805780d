package io.autolabeler.quality.certification;

import io.autolabeler.platform.database.Transaction;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.calibration.Remembered;
import io.autolabeler.quality.calibration.Subject;
import io.autolabeler.quality.certification.CertificateRepository.Wanted;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The certificates in force, kept in memory. One of this replica is in force or suspended at once, another replica's within the
 * refresh interval.
 */
@ApplicationScoped
public class Certificates {
    private static final Logger LOG = Logger.getLogger(Certificates.class);

    private final CertificateRepository certificates;
    private final Remembered<Wanted, Optional<StoredCertificate>> newest = new Remembered<>();
    private volatile boolean missed;

    Certificates(CertificateRepository certificates) {
        this.certificates = certificates;
    }

    /**
     * The certificate by which an annotator's labels may be accepted; empty while there is none. Who asks for the first time
     * thereby wants one.
     *
     * @param maxRisk above 0 and below .4
     */
    public Optional<StoredCertificate> inForce(Subject subject, double maxRisk) {
        return newest.get(new Wanted(subject, maxRisk), this::read)
                .filter(each -> each.inForce(Clock.systemUTC().instant()));
    }

    private Optional<StoredCertificate> read(Wanted wanted) {
        Optional<StoredCertificate> found = certificates.newest(wanted);
        if (found.isEmpty()) {
            certificates.want(wanted);
        }
        return found;
    }

    /** Forgets all promises of a project. */
    public void deleteProject(Transaction transaction, UUID projectId) {
        certificates.deleteProject(transaction, projectId);
        transaction.afterCommit(
                () -> newest.forgetIf(wanted -> wanted.subject().projectId().equals(projectId)));
    }

    void forget(Wanted wanted) {
        newest.forget(wanted);
    }

    /**
     * Drops for a minute after each change, so that a certificate read just before its successor's commit does not stay; all of
     * them after a time without the database, in which changes may have gone by unseen.
     */
    @Scheduled(
            every = "${autolabeler.certification.refresh-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        TransientFaults.leaveForLater(this::dropChanged, fault -> {
            missed = true;
            LOG.debugf("certificates not refreshed: %s", fault);
        });
    }

    private void dropChanged() {
        certificates.recentlyChanged().forEach(this::forget);
        if (missed) {
            missed = false;
            newest.forgetIf(wanted -> true);
        }
    }
}
