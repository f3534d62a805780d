package io.autolabeler.quality.certification;

/**
 * Watches accepted labels that are looked at all the same, one after the other, and says when acceptance must stop. It may
 * be asked after every single one: a promise that holds is called broken with probability at most delta, ever. Kept as its
 * four parts; starts anew with every certificate.
 *
 * <p>Source: I. Waudby-Smith and A. Ramdas, "Estimating Means of Bounded Random Variables by Betting", JRSS B 86, 2024,
 * with Ville's inequality; the stake is the best one against two and a half times the promised share.
 *
 * @param risk what was promised, alpha below .4
 * @param logEvidence against it, 0 at the start
 * @param audited labels looked at so far
 * @param errors wrong ones among them
 */
public record AuditProcess(Risk risk, double logEvidence, long audited, long errors) {
    private static final double BAD = 2.5;
    private static final double AUDITED_SHARE = 0.02;
    private static final double LEAST_PER_WEEK = 20;

    public AuditProcess {
        if (risk.alpha() * BAD >= 1) {
            throw new IllegalArgumentException("alpha must be below .4, got " + risk.alpha());
        }
        if (Double.isNaN(logEvidence) || errors < 0 || errors > audited) {
            throw new IllegalArgumentException("evidence must be a number and errors in [0, audited], got "
                    + logEvidence + ", " + errors + " of " + audited);
        }
    }

    /** Of a promise just made. */
    public static AuditProcess start(Risk risk) {
        return new AuditProcess(risk, 0, 0, 0);
    }

    /** After another label; one that must stop stays so whatever follows. */
    public AuditProcess next(boolean wrong) {
        double bet = Math.log1p(stake() * ((wrong ? 1 : 0) - risk.alpha()));
        double evidence = mustStop() ? logEvidence : logEvidence + bet;
        return new AuditProcess(risk, evidence, audited + 1, errors + (wrong ? 1 : 0));
    }

    private double stake() {
        double alpha = risk.alpha();
        return Math.min((BAD * alpha - alpha) / (alpha * (1 - alpha)), 1 / alpha);
    }

    /** The promise is broken: accept nothing until there is a new certificate. */
    public boolean mustStop() {
        return logEvidence >= -Math.log(risk.delta());
    }

    /** The share of accepted labels to look at, when so many are accepted a week: 2 %, but at least 20 of them. */
    public static double share(double acceptedPerWeek) {
        return acceptedPerWeek <= LEAST_PER_WEEK ? 1 : Math.max(AUDITED_SHARE, LEAST_PER_WEEK / acceptedPerWeek);
    }
}
