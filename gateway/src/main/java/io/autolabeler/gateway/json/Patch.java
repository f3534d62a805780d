package io.autolabeler.gateway.json;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;

/**
 * A JSON merge patch (RFC 7396) of a message.
 *
 * @param changes the new values; a field that the patch sets to null has its default
 * @param mask the fields that the patch names
 */
public record Patch<M extends Message>(M changes, FieldMask mask) {
    public static final String MEDIA_TYPE = "application/merge-patch+json";
}
