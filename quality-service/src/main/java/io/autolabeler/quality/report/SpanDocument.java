package io.autolabeler.quality.report;

import java.util.Optional;

/**
 * A document with gold and given spans.
 *
 * @param id as the file has it, which may be empty
 * @param gold empty: not known
 * @param given empty: the document was given no label
 */
record SpanDocument(String id, Optional<SpanValue> gold, Optional<SpanValue> given) {}
