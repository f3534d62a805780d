package io.autolabeler.gateway.transfer;

import com.google.protobuf.ByteString;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** A file that a service gives in pages, as the client takes it. */
final class Download {
    private final Patience patience;
    private final HttpServerResponse response;
    private final Function<String, Page> pages;

    /** One page and the token of the next one, empty at the end. */
    record Page(ByteString data, String nextPageToken) {}

    /**
     * @param pages the page behind a token; the first one behind the empty token
     */
    Download(Patience patience, HttpServerResponse response, Function<String, Page> pages) {
        this.patience = patience;
        this.response = response;
        this.pages = pages;
    }

    /** The answer, gzip if the client accepts it; the first page is asked for now, so that its fault can still be told. */
    Response response(String acceptEncoding, String mediaType, String fileName) {
        Page first = pages.apply("");
        boolean gzip = accepts(acceptEncoding);
        StreamingOutput body = gzip ? out -> zipped(first, out) : out -> write(first, out);
        Response.ResponseBuilder answer = Response.ok(body, mediaType)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
        return gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").build() : answer.build();
    }

    /** Writes all pages; where one cannot be had the connection breaks, so that no part passes for the whole. */
    private void write(Page first, OutputStream out) throws IOException {
        boolean whole = false;
        try {
            copy(first, out);
            whole = true;
        } finally {
            if (!whole) {
                response.reset();
            }
        }
    }

    private void copy(Page first, OutputStream out) throws IOException {
        Page page = first;
        page.data().writeTo(out);
        while (!page.nextPageToken().isEmpty()) {
            if (response.closed()) {
                throw new IOException("the client went away");
            }
            String token = page.nextPageToken();
            page = patience.ask(() -> pages.apply(token));
            page.data().writeTo(out);
        }
    }

    private void zipped(Page first, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, 64 * 1024);
        write(first, gzip);
        gzip.finish();
    }

    /** True if gzip stands in the header and is not ruled out by a weight of 0. */
    private static boolean accepts(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(each -> each.replace(" ", ""))
                .anyMatch(each ->
                        each.equals("gzip") || (each.startsWith("gzip;q=") && !each.matches("gzip;q=0(\\.0*)?")));
    }
}
