package io.autolabeler.retrieval.embedding;

/**
 * The vector of a text and what its reader should know about it.
 *
 * @param vector L2-normalised; shared between callers, so never written to
 * @param truncated the text was longer than what the model reads
 * @param otherLanguage the text looks like a language the model was not made for
 */
public record EmbeddedText(float[] vector, boolean truncated, boolean otherLanguage) {}
