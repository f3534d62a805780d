package io.autolabeler.platform.events;

/** The service stops before an event was dealt with: neither done nor refused, it is delivered again. */
public final class GivenBackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenBackException(String what, Throwable cause) {
        super(what + " was given back, since the service stops", cause);
    }

    /** True for the exception and for what is wrapped around it. */
    static boolean isBehind(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof GivenBackException) {
                return true;
            }
        }
        return false;
    }
}
