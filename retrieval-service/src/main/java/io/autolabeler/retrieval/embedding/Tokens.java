package io.autolabeler.retrieval.embedding;

/**
 * A text as the model reads it.
 *
 * @param ids word-piece ids with the start and end marker
 * @param truncated the text went on after the last id
 */
record Tokens(long[] ids, boolean truncated) {

    int length() {
        return ids.length;
    }
}
