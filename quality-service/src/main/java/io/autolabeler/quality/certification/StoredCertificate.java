package io.autolabeler.quality.certification;

import io.autolabeler.quality.calibration.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A try to keep a promise, as it is kept.
 *
 * @param audit what was seen since of labels that it accepts
 * @param suspendTime when audits broke it
 * @param tryNumber from 1, since the last one that audits broke
 */
public record StoredCertificate(
        UUID id,
        Subject subject,
        Certification outcome,
        Audit audit,
        @Nullable OffsetDateTime suspendTime,
        OffsetDateTime createTime,
        int tryNumber) {
    private static final Duration LIFE = Duration.ofDays(30);

    /** Accepted labels that were looked at since, and the wrong ones among them. */
    public record Audit(int audited, int errors) {}

    /** Labels may be accepted by it, as long as there is none newer. */
    public boolean inForce(Instant now) {
        return outcome instanceof Certification.Certified && suspendTime == null && !expired(now);
    }

    boolean expired(Instant now) {
        return createTime.toInstant().plus(LIFE).isBefore(now);
    }

    /** What is promised and how it went, in words. */
    String sentence() {
        String suspended = suspendTime == null
                ? ""
                : "Suspended: " + audit.errors() + " of " + audit.audited()
                        + " accepted labels that were looked at since are wrong, which is more than was promised. ";
        String tried = tryNumber == 1 ? "" : " This is try " + tryNumber + ": the doubt is spread over all tries.";
        return suspended + outcome.sentence() + tried;
    }

    Optional<Double> threshold() {
        return outcome instanceof Certification.Certified ? Optional.of(outcome.threshold()) : Optional.empty();
    }
}
