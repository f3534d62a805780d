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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches promises: tries for a certificate, or for a wider one, whenever twice as many gold and audited items are known as at
 * the last try, and suspends one that audits contradict; then it begins anew with what comes after. All tries in between keep
 * the promise together.
 */
@ApplicationScoped
class IssueCertificates {
    private static final Logger LOG = Logger.getLogger(IssueCertificates.class);
    private static final int MOST_CHECKED = 20_000;

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

    /** What came of a try, and the tries with it. */
    private record Try(Tries tries, Certification outcome) {}

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
        Optional<Try> next = broken ? Optional.empty() : tried(due);
        Tries tries =
                broken ? Tries.none(due.wanted().risk()) : next.map(Try::tries).orElse(due.tries());
        database.withTransaction(transaction -> {
            if (!certificates.mark(transaction, due, tries)) {
                return;
            }
            audit.ifPresent(each -> certificates.putAudit(
                    transaction,
                    inForce.orElseThrow().id(),
                    new StoredCertificate.Audit((int) each.audited(), (int) each.errors()),
                    broken));
            next.map(Try::outcome)
                    .filter(each -> inForce.isEmpty() || each instanceof Certified)
                    .ifPresent(each -> certificates.insert(transaction, due.wanted(), each, tries.made()));
            transaction.afterCommit(() -> known.forget(due.wanted()));
        });
        tell(due.wanted(), broken, next.map(Try::outcome));
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
    private Optional<Try> tried(Due due) {
        Wanted wanted = due.wanted();
        @Nullable OffsetDateTime since = certificates.lastBroken(wanted);
        int known = observations.countSampled(wanted.subject(), since);
        return due.tries()
                .next(known)
                .map(risk -> new Try(
                        due.tries().after(known),
                        certify(risk, observations.sampled(wanted.subject(), since, MOST_CHECKED))));
    }

    private static Certification certify(Risk risk, List<Sampled> checked) {
        double[] scores = checked.stream().mapToDouble(Sampled::confidence).toArray();
        boolean[] wrong = new boolean[scores.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = checked.get(i).wrong();
        }
        return new FixedSequence(risk).certify(ValidationSet.of(scores, wrong));
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
