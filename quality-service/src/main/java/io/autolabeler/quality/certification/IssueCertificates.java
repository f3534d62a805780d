package io.autolabeler.quality.certification;

import io.autolabeler.platform.database.Database;
import io.autolabeler.platform.errors.TransientFaults;
import io.autolabeler.quality.calibration.ObservationRepository;
import io.autolabeler.quality.calibration.ObservationRepository.Sampled;
import io.autolabeler.quality.certification.CertificateRepository.Due;
import io.autolabeler.quality.certification.CertificateRepository.Wanted;
import io.autolabeler.quality.certification.Certification.Certified;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Watches promises: tries for a certificate when there is none in force and a fifth more is known than at the last try, tries for
 * a wider one when twice as much is known, and suspends one that audits contradict. Each certificate keeps its promise with its
 * own certainty.
 */
@ApplicationScoped
class IssueCertificates {
    private static final Logger LOG = Logger.getLogger(IssueCertificates.class);
    private static final int MOST_CHECKED = 20_000;
    private static final double MORE = 1.2;
    private static final double MUCH_MORE = 2;

    private final Database database;
    private final ObservationRepository observations;
    private final CertificateRepository certificates;
    private final Certificates known;

    IssueCertificates(
            Database database,
            ObservationRepository observations,
            CertificateRepository certificates,
            Certificates known) {
        this.database = database;
        this.observations = observations;
        this.certificates = certificates;
        this.known = known;
    }

    @Scheduled(
            every = "${autolabeler.certification.check-interval:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        TransientFaults.leaveForLater(
                () -> certificates.due().forEach(this::watch),
                fault -> LOG.warnf("certificates are looked at later: %s", fault));
    }

    private void watch(Due due) {
        Optional<StoredCertificate> inForce = certificates
                .newest(due.wanted())
                .filter(each -> each.inForce(Clock.systemUTC().instant()));
        Optional<AuditProcess> audit = inForce.map(this::audited);
        boolean broken = audit.filter(AuditProcess::mustStop).isPresent();
        Optional<Certification> outcome = broken ? Optional.empty() : tried(due, inForce.isPresent());
        database.withTransaction(transaction -> {
            if (!certificates.mark(transaction, due, outcome.isPresent())) {
                return;
            }
            audit.ifPresent(each -> certificates.putAudit(
                    transaction,
                    inForce.orElseThrow().id(),
                    new StoredCertificate.Audit((int) each.audited(), (int) each.errors()),
                    broken));
            outcome.filter(each -> inForce.isEmpty() || each instanceof Certified)
                    .ifPresent(each -> certificates.insert(transaction, due.wanted(), each));
            transaction.afterCommit(() -> known.forget(due.wanted()));
        });
        tell(due.wanted(), broken, outcome);
    }

    /** What was seen since of labels that the certificate accepts, in the order in which it was seen. */
    private AuditProcess audited(StoredCertificate certificate) {
        AuditProcess process = AuditProcess.start(certificate.outcome().risk());
        for (Sampled each : observations.sampled(certificate.subject(), certificate.createTime(), MOST_CHECKED)) {
            if (each.confidence() >= certificate.outcome().threshold()) {
                process = process.next(each.wrong());
            }
        }
        return process;
    }

    /** A try, if enough is known for one. */
    private Optional<Certification> tried(Due due, boolean inForce) {
        Wanted wanted = due.wanted();
        boolean enough = due.observations() >= wanted.risk().leastItems()
                && due.observations() >= due.tried() * (inForce ? MUCH_MORE : MORE)
                && due.observations() > due.tried();
        if (!enough) {
            return Optional.empty();
        }
        List<Sampled> checked = observations.sampled(wanted.subject(), certificates.lastBroken(wanted), MOST_CHECKED);
        double[] scores = checked.stream().mapToDouble(Sampled::confidence).toArray();
        boolean[] wrong = new boolean[scores.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = checked.get(i).wrong();
        }
        return Optional.of(new FixedSequence(wanted.risk()).certify(ValidationSet.of(scores, wrong)));
    }

    private static void tell(Wanted wanted, boolean broken, Optional<Certification> outcome) {
        String who =
                wanted.subject().model() + " of project " + wanted.subject().projectId();
        if (broken) {
            LOG.warnf("audits broke the certificate of %s: nothing is accepted until there is a new one", who);
        }
        outcome.ifPresent(each -> LOG.infof("certificate of %s: %s", who, each.sentence()));
    }
}
