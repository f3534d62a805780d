package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Routing;

/** How many of a run's items people look at so that a promise which breaks is seen to. */
final class AuditShare {
    private static final double LEAST = 0.02;
    private static final double LEAST_A_WEEK = 20;

    private AuditShare() {}

    /**
     * The routing with a share of audits, if it promises something and says none: few items a week need a larger share, or
     * months pass before audits tell anything.
     *
     * @param weekly items of the project in a week, those of the run included
     */
    static Routing settled(Routing routing, long weekly) {
        boolean open = routing.getEnabled() && routing.getMaxRisk() > 0 && routing.getAuditShare() == 0;
        double share = Math.clamp(LEAST_A_WEEK / Math.max(1, weekly), LEAST, 1);
        return open ? routing.toBuilder().setAuditShare(share).build() : routing;
    }
}
