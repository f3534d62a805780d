package io.autolabeler.quality.report;

/** Why no report can be made of a file; its message is for people and names the rule and the value. */
final class ReportFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field the column or setting at fault; empty: the file as a whole
     */
    ReportFault(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    String field() {
        return field;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
