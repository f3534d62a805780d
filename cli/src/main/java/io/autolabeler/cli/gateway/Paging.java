package io.autolabeler.cli.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads lists page by page. */
public final class Paging {
    private static final int PAGE_SIZE = 500;

    private Paging() {}

    /**
     * Visits every page of a list.
     *
     * @param fetch gives the page at a path
     * @param nextToken the page's nextPageToken, empty on the last
     */
    public static <P> void each(
            String path,
            Map<String, String> query,
            Function<String, P> fetch,
            Function<P, String> nextToken,
            Consumer<P> visit) {
        String token = "";
        do {
            Map<String, String> all = new LinkedHashMap<>(query);
            all.put("pageSize", Integer.toString(PAGE_SIZE));
            all.put("pageToken", token);
            P page = fetch.apply(path + query(all));
            visit.accept(page);
            token = nextToken.apply(page);
        } while (!token.isEmpty());
    }

    /** The query string, with its question mark; entries without value are left out. */
    public static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
