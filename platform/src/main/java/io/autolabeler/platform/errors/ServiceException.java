package io.autolabeler.platform.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception that edges throw at their callers. Its message is for people and holds no secret and no item text. */
public class ServiceException extends RuntimeException {
    private static final int SHOWN = 80;

    private final ErrorCode code;
    private final List<FieldError> fields;

    /** One field that breaks a rule, by its JSON path. */
    public record FieldError(String field, String message) {}

    public ServiceException(ErrorCode code, String message, List<FieldError> fields, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    public ServiceException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public ErrorCode code() {
        return code;
    }

    /** The fields at fault; empty where the fault is not in one field. */
    public List<FieldError> fields() {
        return fields;
    }

    /** For a field that breaks its rule, for example {@code invalid("pageSize", "must be 1 to 500", -1)}. */
    public static ServiceException invalid(String field, String rule, Object value) {
        String message = field + " " + rule + ", got " + shown(value);
        return invalid(field, message);
    }

    /** For a field that breaks its rule, where the value is better not repeated. */
    public static ServiceException invalid(String field, String message) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT, message, List.of(new FieldError(field, message)), null);
    }

    /** For something named by an id that isn't there. */
    public static ServiceException notFound(String what, String id) {
        return new ServiceException(ErrorCode.NOT_FOUND, "there is no " + what + " " + shown(id));
    }

    public static ServiceException alreadyExists(String message) {
        return new ServiceException(ErrorCode.ALREADY_EXISTS, message);
    }

    /** For a step that the present state does not allow. */
    public static ServiceException failedPrecondition(String message) {
        return new ServiceException(ErrorCode.FAILED_PRECONDITION, message);
    }

    public static ServiceException permissionDenied(String message) {
        return new ServiceException(ErrorCode.PERMISSION_DENIED, message);
    }

    public static ServiceException unavailable(String message, @Nullable Throwable cause) {
        return new ServiceException(ErrorCode.UNAVAILABLE, message, List.of(), cause);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
