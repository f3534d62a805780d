package io.autolabeler.labeling.annotator.model;

import io.autolabeler.common.v1.ItemError;
import io.autolabeler.labeling.annotator.ledger.Price.Tokens;
import io.autolabeler.labeling.annotator.ledger.Reservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
sealed interface Reply {

    /** The model's answer, not yet validated. */
    record Answered(String content, Tokens tokens) implements Reply {}

    /**
     * No answer that could be used.
     *
     * @param message for people, without anything from the request
     * @param mayRetry the same call may succeed later
     * @param pause the least time before that, as the provider said; zero: it did not
     * @param billed null where the provider did not say and may charge all the same
     */
    record Refused(
            ItemError.Code code,
            String message,
            boolean mayRetry,
            Duration pause,
            @Nullable Tokens billed) implements Reply {

        static Refused forGood(ItemError.Code code, String message, @Nullable Tokens billed) {
            return new Refused(code, message, false, Duration.ZERO, billed);
        }

        static Refused forNow(ItemError.Code code, String message, @Nullable Tokens billed) {
            return new Refused(code, message, true, Duration.ZERO, billed);
        }

        /** True if it may be the endpoint as a whole that is down. */
        boolean isOutage() {
            return code == ItemError.Code.TIMEOUT || (code == ItemError.Code.PROVIDER_ERROR && mayRetry);
        }
    }

    /** Not called: the run's limit or its state does not allow it. */
    record NotAllowed(Reservation why) implements Reply {}

    /** Not called: the endpoint has been down for too long. */
    record Down() implements Reply {}
}
