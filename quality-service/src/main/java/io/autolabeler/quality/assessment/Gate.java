package io.autolabeler.quality.assessment;

import io.autolabeler.common.v1.Route;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.certification.StoredCertificate;
import io.autolabeler.quality.sampling.SeededShare;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * What is accepted of a batch, and what is looked at all the same.
 *
 * @param routes by calibrated confidence
 * @param promised a share of wrong labels was promised: a certificate says what is accepted, not the routes' threshold
 * @param certificate empty while there is none in force: nothing is accepted then
 */
record Gate(
        Routes routes, boolean promised, Optional<StoredCertificate> certificate, SeededShare audit, UUID projectId) {
    private static final double LEAST_AUDITED = 0.02;
    private static final double MOST_RISK = 0.4;

    /** A certificate looks at the raw confidence, a person's queue at the calibrated one. */
    Route.Value route(double raw, double calibrated) {
        return promised
                ? routes.of(
                        calibrated,
                        certificate
                                .filter(each -> raw >= each.outcome().threshold())
                                .isPresent())
                : routes.of(calibrated);
    }

    /** True for items that were drawn for an audit, whatever their confidence. */
    boolean audits(String itemId) {
        return audit.share() > 0
                && audit.holds(projectId, UUID.nameUUIDFromBytes(itemId.getBytes(StandardCharsets.UTF_8)));
    }

    /** A promise without audits could not be seen to break. */
    static SeededShare audits(Routing routing) {
        double share =
                routing.getAuditShare() == 0 && routing.getMaxRisk() > 0 ? LEAST_AUDITED : routing.getAuditShare();
        return new SeededShare(routing.getEnabled() ? share : 0, "audit");
    }

    static void requireInRange(Routing routing) {
        if (!(routing.getMaxRisk() >= 0 && routing.getMaxRisk() < MOST_RISK)) {
            throw ServiceException.invalid(
                    "routing.maxRisk", "must be 0, or above 0 and below " + MOST_RISK, routing.getMaxRisk());
        }
        if (!(routing.getAuditShare() >= 0 && routing.getAuditShare() <= 1)) {
            throw ServiceException.invalid("routing.auditShare", "must be 0 to 1", routing.getAuditShare());
        }
    }
}
