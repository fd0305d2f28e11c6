package demi.emotion.distress;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Logistic regression over features that are there or not, a byte for each weight. What it has not learned counts nothing. */
final class LinearModel {

    /** Added to the length, so that the few words of a short sentence do not say too much. */
    private static final double EVEN = 3;

    private static final int FEWEST_BITS = 4;

    private final int[] features;
    private final byte[] weights;
    private final float step;
    private final float bias;
    /** Where in {@link #features} one is, plus one, found by its last bits; 0 is a free place. */
    private final int[] places;

    /**
     * Learned.
     *
     * @param features in order
     * @param weights of each, in {@code step}s
     */
    LinearModel(int[] features, byte[] weights, float step, float bias) {
        this.features = features.clone();
        this.weights = weights.clone();
        this.step = step;
        this.bias = bias;
        int bits = Math.max(FEWEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(features.length) + 1);
        this.places = new int[1 << bits];
        for (int i = 0; i < features.length; i++) {
            int at = features[i] & (places.length - 1);
            while (places[at] != 0) {
                at = (at + 1) & (places.length - 1);
            }
            places[at] = i + 1;
        }
    }

    static LinearModel read(DataInputStream in) throws IOException {
        float step = in.readFloat();
        float bias = in.readFloat();
        int[] features = new int[in.readInt()];
        byte[] read = new byte[features.length * Integer.BYTES];
        in.readFully(read);
        ByteBuffer.wrap(read).asIntBuffer().get(features);
        byte[] weights = new byte[features.length];
        in.readFully(weights);
        return new LinearModel(features, weights, step, bias);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(step);
        out.writeFloat(bias);
        out.writeInt(features.length);
        for (int feature : features) {
            out.writeInt(feature);
        }
        out.write(weights);
    }

    /** Few features say more each than many. */
    static double length(int[] features) {
        double sum = EVEN;
        for (int feature : features) {
            sum += DistressFeatures.worth(feature) * DistressFeatures.worth(feature);
        }
        return Math.sqrt(sum);
    }

    double probability(int[] seen) {
        double sum = 0;
        for (int feature : seen) {
            sum += weight(feature) * DistressFeatures.worth(feature);
        }
        return 1 / (1 + StrictMath.exp(-(sum * step / length(seen) + bias)));
    }

    private int weight(int feature) {
        int at = feature & (places.length - 1);
        while (places[at] != 0) {
            if (features[places[at] - 1] == feature) {
                return weights[places[at] - 1];
            }
            at = (at + 1) & (places.length - 1);
        }
        return 0;
    }
}
