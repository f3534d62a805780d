package io.autolabeler.platform.errors;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.jboss.logging.Logger;

/** The table from exceptions to gRPC statuses with {@code google.rpc.ErrorInfo}; what is unexpected is logged, not told. */
public final class ErrorStatus {
    private static final Logger LOG = Logger.getLogger(ErrorStatus.class);
    private static final String DOMAIN = "autolabeler";

    private ErrorStatus() {}

    /** The status for an exception that left a gRPC method. */
    public static StatusRuntimeException of(Throwable fault) {
        return switch (fault) {
            case ServiceException known -> of(known);
            case StatusRuntimeException status -> status;
            case StatusException status -> status.getStatus().asRuntimeException();
            default -> unexpected(fault);
        };
    }

    private static StatusRuntimeException unexpected(Throwable fault) {
        if (TransientFaults.isTransient(fault)) {
            LOG.warnf("refused as unavailable: %s", fault.toString());
            return of(new ServiceException(ErrorCode.UNAVAILABLE, "the service's database does not answer; try again"));
        }
        LOG.error("unexpected fault", fault);
        return of(new ServiceException(ErrorCode.INTERNAL, "an unexpected fault; the log of the service has it"));
    }

    private static StatusRuntimeException of(ServiceException fault) {
        var status = com.google.rpc.Status.newBuilder()
                .setCode(fault.code().status().value())
                .setMessage(String.valueOf(fault.getMessage()))
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(fault.code().name())
                        .setDomain(DOMAIN)
                        .build()));
        if (!fault.fields().isEmpty()) {
            status.addDetails(Any.pack(violations(fault)));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static BadRequest violations(ServiceException fault) {
        BadRequest.Builder request = BadRequest.newBuilder();
        for (ServiceException.FieldError each : fault.fields()) {
            request.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                    .setField(each.field())
                    .setDescription(each.message()));
        }
        return request.build();
    }
}
