package io.autolabeler.retrieval.search;

import io.vertx.core.buffer.Buffer;

/** Vectors as the database keeps them: 32-bit floats, little-endian. */
public final class VectorBytes {
    private VectorBytes() {}

    /** The bytes of a vector. */
    public static Buffer of(float[] vector) {
        Buffer bytes = Buffer.buffer(vector.length * Float.BYTES);
        for (float value : vector) {
            bytes.appendIntLE(Float.floatToRawIntBits(value));
        }
        return bytes;
    }

    /** The vector of these bytes. */
    public static float[] vector(Buffer bytes) {
        float[] vector = new float[bytes.length() / Float.BYTES];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(bytes.getIntLE(i * Float.BYTES));
        }
        return vector;
    }
}
