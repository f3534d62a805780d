package io.autolabeler.labeling.dataset;

import io.autolabeler.labeling.dataset.ImportPiece.Piece;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.FileFormat;
import io.autolabeler.labeling.v1.ImportItemsRequest;
import io.autolabeler.platform.errors.ServiceException;

/** What a new dataset and a piece of its file must keep to, as written in dataset.proto. */
final class DatasetRules {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COLUMN = 1_000;
    private static final int LARGEST_PIECE = 1 << 20;
    private static final double LARGEST_OFFSET = 1L << 53;

    private DatasetRules() {}

    /** Throws INVALID_ARGUMENT naming the field that breaks its rule. */
    static void require(Dataset dataset) {
        requireText("name", dataset.getName(), LONGEST_NAME);
        if (dataset.getName().isBlank()) {
            throw ServiceException.invalid("name", "must not be blank", "'" + dataset.getName() + "'");
        }
        FileFormat.Value format = dataset.getFormat();
        if (format == FileFormat.Value.UNSPECIFIED || format == FileFormat.Value.UNRECOGNIZED) {
            throw ServiceException.invalid("format", "must be CSV, TSV or JSONL", format);
        }
        requireText("textColumn", dataset.getTextColumn(), LONGEST_COLUMN);
        requireText("labelColumn", dataset.getLabelColumn(), LONGEST_COLUMN);
        requireText("idColumn", dataset.getIdColumn(), LONGEST_COLUMN);
        String label = dataset.getLabelColumn();
        String text = dataset.getTextColumn().isEmpty() ? AskedColumns.DEFAULT_TEXT : dataset.getTextColumn();
        if (label.equals(text)) {
            throw ServiceException.invalid("labelColumn", "must not be the text column", label);
        }
    }

    /** The piece of a request; throws INVALID_ARGUMENT naming the field that breaks its rule. */
    static Piece piece(ImportItemsRequest request) {
        double offset = request.getOffset();
        if (!(offset >= 0 && offset < LARGEST_OFFSET && offset == Math.rint(offset))) {
            throw ServiceException.invalid("offset", "must be a whole number of bytes, 0 or more", offset);
        }
        if (request.getData().size() > LARGEST_PIECE) {
            throw ServiceException.invalid(
                    "data", "must be at most 1 MiB", request.getData().size() + " bytes");
        }
        return new Piece((long) offset, request.getData().toByteArray(), request.getLast());
    }

    private static void requireText(String field, String value, int longest) {
        int length = value.codePointCount(0, value.length());
        if (length > longest) {
            throw ServiceException.invalid(field, "must be at most " + longest + " characters", length);
        }
        if (value.indexOf('\0') >= 0 || (field.equals("name") && value.chars().anyMatch(Character::isISOControl))) {
            throw ServiceException.invalid(field, "must not hold control characters", value);
        }
    }
}
