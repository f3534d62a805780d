package io.autolabeler.labeling.annotator.model;

/** Carries a refusal out through the model library. */
final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reply.Refused refusal;

    ProviderFault(Reply.Refused refusal, Throwable cause) {
        super(refusal.message(), cause);
        this.refusal = refusal;
    }

    ProviderFault(Reply.Refused refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    Reply.Refused refusal() {
        return refusal;
    }
}
