package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import java.util.Optional;
import java.util.UUID;

/** One kind of report. Stateless. */
interface Analysis {
    ReportKind.Value kind();

    /** Throws a {@link ServiceException} that names the setting at fault. */
    void check(Report settings);

    /** Another report whose result or rows this one needs. */
    default Optional<UUID> needs(Report settings) {
        return Optional.empty();
    }

    /**
     * The result, and what was read of the file.
     *
     * @throws ReportFault if no report can be made of the file
     */
    Report run(Job job);
}
