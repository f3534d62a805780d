package io.autolabeler.cli.file;

/** A file that cannot be used as it is; the message is one line that names it. */
public final class UnusableFile extends RuntimeException {
    private final boolean content;

    private UnusableFile(boolean content, String message) {
        super(message, null, false, false);
        this.content = content;
    }

    /** The wrong file or column was named. */
    static UnusableFile named(String message) {
        return new UnusableFile(false, message);
    }

    /** The right file holds the wrong bytes. */
    static UnusableFile content(String message) {
        return new UnusableFile(true, message);
    }

    /** True when the bytes are at fault, false when the name is. */
    public boolean isContent() {
        return content;
    }
}
