package io.autolabeler.cli.doctor;

/**
 * What one check found.
 *
 * @param detail what is there, or what to do
 */
record Finding(String check, Verdict verdict, String detail) {
    enum Verdict {
        OK,
        WARNING,
        FAULT
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Verdict.OK, detail);
    }

    static Finding warning(String check, String detail) {
        return new Finding(check, Verdict.WARNING, detail);
    }

    static Finding fault(String check, String detail) {
        return new Finding(check, Verdict.FAULT, detail);
    }
}
