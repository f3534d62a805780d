package io.autolabeler.platform.paging;

import io.autolabeler.platform.caller.Caller;
import io.autolabeler.platform.errors.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page asked for.
 *
 * @param size rows, 1 to 500
 * @param after the sort key of the last row of the page before; null for the first page
 */
public record Paging(int size, @Nullable String after) {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST = 500;

    /** A page of the query, ready to be answered. */
    public record Page<T>(List<T> rows, String nextPageToken) {}

    /** Checks size and token; 0 means the default size, an empty token the first page. */
    public static Paging of(int pageSize, String pageToken) {
        if (pageSize < 0 || pageSize > LARGEST) {
            throw ServiceException.invalid("pageSize", "must be 1 to 500", pageSize);
        }
        return new Paging(pageSize == 0 ? DEFAULT_SIZE : pageSize, pageToken.isEmpty() ? null : decoded(pageToken));
    }

    /** One row more than the page holds, so that the end is known. */
    public int limit() {
        return size + 1;
    }

    /** The page from up to {@link #limit()} rows. */
    public <T> Page<T> page(List<T> rows, Function<T, String> sortKey) {
        if (rows.size() <= size) {
            return new Page<>(rows, "");
        }
        List<T> shown = rows.subList(0, size);
        return new Page<>(shown, token(sortKey.apply(shown.getLast())));
    }

    /** The sort key where it is an id; null on the first page. */
    public @Nullable UUID afterId() {
        return after == null ? null : id("pageToken", after);
    }

    /** The sort key where it is a place; -1 on the first page. */
    public int afterOrdinal() {
        try {
            return after == null ? -1 : Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw ServiceException.invalid("pageToken", "pageToken must be one that the list gave");
        }
    }

    /** The id in a field; INVALID_ARGUMENT where it is none. */
    public static UUID id(String field, String value) {
        try {
            UUID id = UUID.fromString(value);
            if (id.toString().equalsIgnoreCase(value)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the same words.
        }
        throw ServiceException.invalid(field, "must be an id", value);
    }

    /** An opaque token for the sort key. */
    public static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceException.invalid("pageToken", "pageToken must be one that the list gave");
        }
    }

    /** The projects that a list is about, as a SQL array parameter: the one asked for, else all that the caller may see; null: all. */
    public static String @Nullable [] projects(String projectId) {
        if (projectId.isEmpty()) {
            return Caller.current().projectFilter();
        }
        Caller.current().requireProject(id("projectId", projectId).toString());
        return new String[] {projectId};
    }
}
