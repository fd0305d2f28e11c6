package demi.emotion.sentiment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Trains the weights of {@link EnglishTone}: what is pleasant, on GoEmotions, and what is kind or unkind to her, on what was
 * written for that, with GoEmotions behind it. Multinomial logistic regression by gradient descent; the same data give the
 * same files. Run by {@code scripts/train sentiment}.
 */
public final class EnglishModelTraining {

    private static final Set<String> PLEASANT = Set.of(
            "amusement",
            "excitement",
            "joy",
            "love",
            "desire",
            "optimism",
            "caring",
            "pride",
            "admiration",
            "gratitude",
            "relief",
            "approval");
    private static final Set<String> UNPLEASANT = Set.of(
            "fear",
            "nervousness",
            "remorse",
            "embarrassment",
            "disappointment",
            "sadness",
            "grief",
            "disgust",
            "anger",
            "annoyance",
            "disapproval");
    private static final int CLASSES = 3;
    private static final int EPOCHS = 12;
    private static final double RATE = .05;
    private static final double DECAY = 5e-4;
    private static final double DECAY_TO_HER = 1e-4;
    /** Of what is said to somebody on a forum, against what is said to her. */
    private static final double BACKGROUND = .03;

    private static final List<String> KINDS = List.of("kind", "unkind", "neutral");
    /** What is neither pleasant nor unpleasant, "confused", is half a neutral example. */
    private static final double AMBIGUOUS = .5;

    private record Example(TextFeatures text, int label, double weight) {}

    private EnglishModelTraining() {}

    /** @param args GoEmotions' train.tsv, its emotions.txt, what is said to her, and the folder to write to */
    public static void main(String[] args) throws IOException {
        List<String> emotions = Files.readAllLines(Path.of(args[1]));
        List<Example> general = new ArrayList<>();
        List<Example> toHer = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            String[] columns = line.split("\t", -1);
            Set<Integer> labels = new TreeSet<>();
            for (String id : columns[1].split(",", -1)) {
                labels.add(label(emotions.get(Integer.parseInt(id))));
            }
            TextFeatures text = features(columns[0]);
            int label = labels.iterator().next();
            if (labels.size() == 1) {
                general.add(new Example(text, Math.min(label, 2), label == 3 ? AMBIGUOUS : 1));
            }
            // What is unpleasant may be unkind to whom it was said to; nobody has marked whether.
            if (label != 1 && labels.size() == 1 && EnglishTone.isAboutHer(columns[0])) {
                toHer.add(new Example(text, label == 0 ? 0 : 2, BACKGROUND));
            }
        }
        for (String line : Files.readAllLines(Path.of(args[2]))) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t", -1);
                toHer.add(new Example(features(columns[1]), KINDS.indexOf(columns[0]), 1));
            }
        }
        Files.write(Path.of(args[3], "english.bin"), train(general, true, DECAY));
        Files.write(Path.of(args[3], "english-to-her.bin"), train(toHer, false, DECAY_TO_HER));
    }

    private static TextFeatures features(String text) {
        Words words = Words.of(text);
        return TextFeatures.of(words.text(), words.closed());
    }

    /** 0 is pleasant, 1 unpleasant, 2 neutral, 3 what may be either. */
    private static int label(String emotion) {
        return PLEASANT.contains(emotion) ? 0 : UNPLEASANT.contains(emotion) ? 1 : emotion.equals("neutral") ? 2 : 3;
    }

    private static byte[] train(List<Example> examples, boolean balanced, double decay) {
        double[] balance = new double[CLASSES];
        examples.forEach(example -> balance[example.label()]++);
        for (int i = 0; i < CLASSES; i++) {
            balance[i] = balanced ? examples.size() / (CLASSES * balance[i]) : 1;
        }
        Weights weights = new Weights();
        Random random = new Random(17);
        long step = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(examples, random);
            for (Example example : examples) {
                double rate = RATE / (1 + RATE * decay * step++);
                weights.learn(example, balance[example.label()] * example.weight(), rate, decay);
            }
        }
        return file(weights);
    }

    /** Kept divided by a common factor, so that all can be made smaller at once. */
    private static final class Weights {
        private final double[] values = new double[CLASSES * (TextFeatures.BUCKETS + TextFeatures.DENSE)];
        private double factor = 1;

        void learn(Example example, double importance, double rate, double decay) {
            double[] odds = new double[CLASSES];
            double total = 0;
            for (int c = 0; c < CLASSES; c++) {
                odds[c] = Math.exp(score(example.text(), c));
                total += odds[c];
            }
            factor *= 1 - rate * decay;
            for (int c = 0; c < CLASSES; c++) {
                double error = (odds[c] / total - (c == example.label() ? 1 : 0)) * importance * rate / factor;
                for (int bucket : example.text().buckets()) {
                    values[CLASSES * bucket + c] -= error;
                }
                for (int i = 0; i < TextFeatures.DENSE; i++) {
                    values[CLASSES * (TextFeatures.BUCKETS + i) + c] -=
                            error * example.text().dense()[i];
                }
            }
        }

        private double score(TextFeatures text, int c) {
            double sum = 0;
            for (int bucket : text.buckets()) {
                sum += values[CLASSES * bucket + c];
            }
            for (int i = 0; i < TextFeatures.DENSE; i++) {
                sum += values[CLASSES * (TextFeatures.BUCKETS + i) + c] * text.dense()[i];
            }
            return sum * factor;
        }

        /** Against neutral. */
        float get(int at, int side) {
            return (float) ((values[CLASSES * at + side] - values[CLASSES * at + 2]) * factor);
        }
    }

    private static byte[] file(Weights weights) {
        ByteBuffer file = ByteBuffer.allocate(2 * TextFeatures.DENSE * Float.BYTES + 2 * TextFeatures.BUCKETS);
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < TextFeatures.DENSE; i++) {
                file.putFloat(weights.get(TextFeatures.BUCKETS + i, side));
            }
        }
        for (int bucket = 0; bucket < TextFeatures.BUCKETS; bucket++) {
            for (int side = 0; side < 2; side++) {
                int weight = Math.round(weights.get(bucket, side) / LinearModel.SCALE);
                file.put((byte) Math.max(-127, Math.min(127, weight)));
            }
        }
        return file.array();
    }
}
