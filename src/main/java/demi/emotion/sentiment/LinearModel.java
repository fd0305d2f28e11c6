package demi.emotion.sentiment;

import java.nio.ByteBuffer;

/**
 * A linear classifier: how much more likely a text is pleasant, or unpleasant, than neither, as the logarithm of the odds.
 * The weights are a file of big-endian numbers: the dense ones as floats, pleasant first and then
 * unpleasant, and then each bucket's two weights as bytes.
 */
final class LinearModel {

    /** What a byte of weight stands for. */
    static final float SCALE = 1 / 48f;

    private final float[][] dense = new float[2][TextFeatures.DENSE];
    private final byte[] weights = new byte[2 * TextFeatures.BUCKETS];

    LinearModel(byte[] file) {
        ByteBuffer read = ByteBuffer.wrap(file);
        for (float[] row : dense) {
            read.asFloatBuffer().get(row);
            read.position(read.position() + row.length * Float.BYTES);
        }
        read.get(weights);
    }

    /**
     * @param pleasant log odds against neither
     * @param unpleasant log odds against neither
     */
    record Score(float pleasant, float unpleasant) {}

    Score score(TextFeatures text) {
        float[] sums = new float[2];
        for (int side = 0; side < 2; side++) {
            int sum = 0;
            for (int bucket : text.buckets()) {
                sum += weights[2 * bucket + side];
            }
            sums[side] = sum * SCALE;
            for (int i = 0; i < TextFeatures.DENSE; i++) {
                sums[side] += dense[side][i] * text.dense()[i];
            }
        }
        return new Score(sums[0], sums[1]);
    }
}
