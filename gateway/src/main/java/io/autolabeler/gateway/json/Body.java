package io.autolabeler.gateway.json;

import io.autolabeler.platform.errors.ErrorCode;
import io.autolabeler.platform.errors.ServiceException;
import java.io.IOException;
import java.io.InputStream;

/** A JSON body as it comes in, of bounded size. */
final class Body {
    static final int LARGEST = 8 * 1024 * 1024;

    private Body() {}

    /** The bytes; TOO_LARGE above 8 MiB. */
    static byte[] read(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ServiceException(ErrorCode.TOO_LARGE, "a JSON body may have at most 8 MiB");
        }
        return body;
    }
}
