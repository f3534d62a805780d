package io.autolabeler.gateway.transfer;

import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the headers of an upload say about its body. */
final class UploadHeaders {
    static final String CSV = "text/csv";
    static final String TSV = "text/tab-separated-values";
    static final String JSONL = "application/jsonl";

    private UploadHeaders() {}

    /** The body by its Content-Encoding and Content-Length, at most so many bytes of it. */
    static UploadBody open(HttpHeaders headers, InputStream body, long largest) {
        @Nullable String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        @Nullable String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return UploadBody.open(
                body,
                encoding == null ? "" : encoding.toLowerCase(Locale.ROOT),
                length == null ? -1 : Long.parseLong(length),
                largest);
    }

    /** The format that the Content-Type names. */
    static FileFormat.Value format(HttpHeaders headers) {
        @Nullable MediaType sent = headers.getMediaType();
        for (FileFormat.Value format :
                new FileFormat.Value[] {FileFormat.Value.CSV, FileFormat.Value.TSV, FileFormat.Value.JSONL}) {
            if (sent != null && MediaType.valueOf(mediaType(format)).isCompatible(sent)) {
                requireUtf8(sent);
                return format;
            }
        }
        throw unsupported("the Content-Type must be " + CSV + ", " + TSV + " or " + JSONL);
    }

    static String mediaType(FileFormat.Value format) {
        return switch (format) {
            case CSV -> CSV;
            case TSV -> TSV;
            case JSONL -> JSONL;
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no media type for " + format);
        };
    }

    static void requireUtf8(MediaType sent) {
        String charset = sent.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw unsupported("the file must be UTF-8");
        }
    }

    static ServiceException unsupported(String message) {
        return new ServiceException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message);
    }
}
