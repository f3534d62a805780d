package io.autolabeler.gateway.problem;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.errors.ServiceException.FieldError;
import io.autolabeler.platform.errors.TransientFaults;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The table from faults to problem documents; what is unexpected is logged under its trace, not told. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** The problem that a fault is for the caller. */
    public static Problem of(Throwable fault) {
        return switch (fault) {
            case ServiceException known ->
                new Problem(ProblemCode.valueOf(known.code().name()), message(known), known.fields(), "");
            case StatusRuntimeException status -> of(status);
            case WebApplicationException web -> of(web);
            default -> unexpected(fault);
        };
    }

    private static Problem of(StatusRuntimeException fault) {
        com.google.rpc.Status status = StatusProto.fromThrowable(fault);
        ProblemCode code = ProblemCode.of(fault.getStatus().getCode());
        List<FieldError> errors = new ArrayList<>();
        if (status != null) {
            for (var detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    code = named(unpacked(detail, ErrorInfo.class).getReason(), code);
                } else if (detail.is(BadRequest.class)) {
                    errors.addAll(fields(unpacked(detail, BadRequest.class)));
                }
            }
        }
        if (code == ProblemCode.INTERNAL) {
            return unexpected(fault);
        }
        String description = fault.getStatus().getDescription();
        return new Problem(code, description == null ? code.title() : description, errors, "");
    }

    private static ProblemCode named(String reason, ProblemCode otherwise) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.name().equals(reason))
                .findFirst()
                .orElse(otherwise);
    }

    private static List<FieldError> fields(BadRequest request) {
        return request.getFieldViolationsList().stream()
                .map(each -> new FieldError(each.getField(), each.getDescription()))
                .toList();
    }

    private static <M extends com.google.protobuf.Message> M unpacked(com.google.protobuf.Any detail, Class<M> type) {
        try {
            return detail.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("the details of a status cannot be read", e);
        }
    }

    private static Problem of(WebApplicationException fault) {
        ProblemCode code = ProblemCode.of(fault.getResponse().getStatus());
        if (code == ProblemCode.INTERNAL) {
            return unexpected(fault);
        }
        return Problem.of(
                code,
                switch (code) {
                    case NOT_FOUND -> "there is no such path; the paths are listed at /q/openapi";
                    case METHOD_NOT_ALLOWED -> "this path has other methods; they are listed at /q/openapi";
                    case UNSUPPORTED_MEDIA_TYPE -> "the Content-Type is not one that this path takes";
                    case NOT_ACCEPTABLE -> "the Accept header allows none of the forms that this path answers in";
                    default -> code.title();
                });
    }

    private static Problem unexpected(Throwable fault) {
        if (isClientGone(fault)) {
            LOG.debugf("nobody is left to answer: %s", fault.toString());
            return Problem.of(ProblemCode.UNAVAILABLE, "the connection was closed");
        }
        if (TransientFaults.isTransient(fault)) {
            LOG.warnf("refused as unavailable: %s", fault.toString());
            return Problem.of(ProblemCode.UNAVAILABLE, "the gateway's database does not answer; try again");
        }
        String trace = Span.current().getSpanContext().getTraceId();
        LOG.errorf(fault, "unexpected fault, trace %s", trace);
        return new Problem(ProblemCode.INTERNAL, "", List.of(), trace);
    }

    private static boolean isClientGone(@Nullable Throwable fault) {
        return fault instanceof HttpClosedException || (fault != null && isClientGone(fault.getCause()));
    }

    private static String message(ServiceException fault) {
        return String.valueOf(fault.getMessage());
    }
}
