package io.autolabeler.cli.evaluate;

/** Text for HTML. */
final class Html {
    private static final int ELLIPSIS = 1;

    private Html() {}

    /** The text so that it is nothing but text, in elements and in quoted attributes alike. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replaceAll("[\\p{Cntrl}&&[^\t\n\r]]", "\uFFFD");
    }

    /** At most so many characters of the text, escaped; no character is cut in half. */
    static String shortened(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most
                ? escaped(text)
                : escaped(text.substring(0, text.offsetByCodePoints(0, most - ELLIPSIS))) + "…";
    }
}
