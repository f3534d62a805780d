package io.autolabeler.devstack.home;

/** What keeps the stack from doing its work; the message is one clear line for the person at the terminal. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error with this line. */
    public StackException(String message) {
        super(message);
    }

    /** An error with this line and its cause. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
