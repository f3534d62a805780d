package io.autolabeler.labeling.dataset;

import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import java.util.List;

/** A file from which no dataset can be made: INVALID_ARGUMENT, and nothing of it is kept. */
final class UnusableFile extends ServiceException {
    UnusableFile(String field, String message) {
        super(ErrorCode.INVALID_ARGUMENT, message, List.of(new FieldError(field, message)), null);
    }
}
