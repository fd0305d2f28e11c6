package demi.api.value;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The meaning of a text in numbers, as an embedding model has it.
 *
 * @param base64 of floats, big-endian
 */
public record Embedding(String base64) {

    public static Embedding of(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        return new Embedding(Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** @throws IllegalArgumentException when it is no such text */
    public float[] numbers() {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    @Override
    public String toString() {
        return "Embedding[" + base64.length() + " characters]";
    }
}
