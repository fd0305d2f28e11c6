package demi.emotion.distress;

import demi.emotion.distress.LabelledSentences.Sentence;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Learns the classifier's weights from {@code train-*.txt}: {@code scripts/train distress}. In Java, with the very features that are
 * scored, and without any other tool; the same data give the same bytes on every machine.
 */
final class DistressTraining {

    static final String[] FILES = {
        "train-distress.txt",
        "train-ordinary.txt",
        "train-gewoehnlich.txt",
        "train-talk.txt",
        "train-parts.txt",
        "train-despair.txt",
        "train-everyday.txt",
        "train-hopeless.txt",
        "train-exasperation.txt"
    };

    private static final int EPOCHS = 30;
    /** Learned so often, each time in another order, and averaged: one order alone is chance. */
    private static final int ROUNDS = 4;

    private static final double RATE = .4;
    private static final double SHRINK = 3e-4;
    /** What is left out of a sentence each time that it is learned from, so that no single word decides. */
    private static final double LEFT_OUT = .4;

    private static final double POSITIVE = .5;
    private static final double MISSPELT = .3;
    private static final long SEED = 17;

    private static final class Example {
        private final int[] features;
        private final boolean yes;
        private final double weight;
        private final double length;

        Example(int[] features, boolean yes, double weight, double length) {
            this.features = features;
            this.yes = yes;
            this.weight = weight;
            this.length = length;
        }
    }

    private final DistressFeatures features;

    DistressTraining(DistressFeatures features) {
        this.features = features;
    }

    /** @param args the file to be written */
    public static void main(String[] args) throws IOException {
        byte[] learned = weights();
        Files.write(Path.of(args[0]), learned);
        System.out.println(learned.length + " bytes: " + args[0]);
    }

    static byte[] weights() throws IOException {
        DistressFeatures features = new DistressFeatures(WordConcepts.load());
        DistressTraining training = new DistressTraining(features);
        List<Sentence> all = LabelledSentences.of(FILES).all();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            training.learnDistress(OrdinaryWindows.load(features)).write(out);
            training.learn(
                            all.stream().filter(Sentence::distress).toList(),
                            each -> each.whose().equals("other"),
                            List.of())
                    .write(out);
        }
        return bytes.toByteArray();
    }

    /** @param ordinary windows that are none beside our own sentences */
    LinearModel learnDistress(List<int[]> ordinary) {
        return learn(LabelledSentences.of(FILES).all(), Sentence::distress, ordinary);
    }

    LinearModel learn(List<Sentence> sentences, Predicate<Sentence> yes, List<int[]> others) {
        Random random = new Random(SEED);
        List<Example> examples = new ArrayList<>();
        for (Sentence each : sentences) {
            boolean is = yes.test(each);
            double weight = each.weight() * (is ? POSITIVE : 1);
            examples.add(new Example(seen(each.text()), is, weight, 0));
            if (each.distress()) {
                examples.add(new Example(seen(misspelt(each.text(), random)), is, weight * MISSPELT, 0));
            }
        }
        others.forEach(seen -> examples.add(new Example(seen, false, 1, 0)));
        return descend(examples, random);
    }

    private int[] seen(String text) {
        // All that is learned from is one window.
        return features.of(TextWindows.words(CleanText.of(text)));
    }

    /** With a letter lost, doubled or swapped. */
    private static String misspelt(String text, Random random) {
        StringBuilder typed = new StringBuilder(text);
        for (int typos = 1 + text.length() / 30; typos > 0 && typed.length() > 3; typos--) {
            int at = 1 + random.nextInt(typed.length() - 2);
            char letter = typed.charAt(at);
            switch (random.nextInt(3)) {
                case 0 -> typed.deleteCharAt(at);
                case 1 -> typed.insert(at, letter);
                default -> {
                    typed.setCharAt(at, typed.charAt(at - 1));
                    typed.setCharAt(at - 1, letter);
                }
            }
        }
        return typed.toString();
    }

    private static LinearModel descend(List<Example> examples, Random random) {
        int[] known = known(examples);
        List<Example> order = new ArrayList<>();
        for (Example each : examples) {
            int[] places = Arrays.stream(each.features)
                    .map(feature -> Arrays.binarySearch(known, feature))
                    .filter(place -> place >= 0)
                    .toArray();
            order.add(new Example(places, each.yes, each.weight, LinearModel.length(each.features)));
        }
        double[] mean = new double[known.length + 1];
        for (int round = 0; round < ROUNDS; round++) {
            double[] weights = round(known, order, random);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[i] / ROUNDS;
            }
        }
        return pressed(known, Arrays.copyOf(mean, known.length), mean[known.length]);
    }

    /** @return the weights, and behind them the bias */
    private static double[] round(int[] known, List<Example> order, Random random) {
        double[] weights = new double[known.length + 1];
        double[] steps = new double[known.length];
        double bias = 0;
        double biasSteps = 1e-6;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            for (Example each : order) {
                int[] left = leaveOut(each.features, random);
                double length = each.length * Math.sqrt(1 - LEFT_OUT);
                double sum = bias;
                for (int place : left) {
                    sum += weights[place] * DistressFeatures.worth(known[place]) / length;
                }
                double wrong = (1 / (1 + StrictMath.exp(-sum)) - (each.yes ? 1 : 0)) * each.weight;
                for (int place : left) {
                    double slope = wrong * DistressFeatures.worth(known[place]) / length + SHRINK * weights[place];
                    steps[place] += slope * slope;
                    weights[place] -= RATE * slope / Math.sqrt(steps[place] + 1e-4);
                }
                biasSteps += wrong * wrong;
                bias -= RATE * wrong / Math.sqrt(biasSteps);
            }
        }
        weights[known.length] = bias;
        return weights;
    }

    /** What is in two examples at least, in order. */
    private static int[] known(List<Example> examples) {
        int[] all = examples.stream()
                .flatMapToInt(each -> Arrays.stream(each.features))
                .sorted()
                .toArray();
        return IntStream.range(1, all.length)
                .filter(i -> all[i] == all[i - 1])
                .map(i -> all[i])
                .distinct()
                .toArray();
    }

    private static int[] leaveOut(int[] features, Random random) {
        return Arrays.stream(features)
                .filter(feature -> random.nextDouble() >= LEFT_OUT)
                .toArray();
    }

    /** To a byte each; what is next to nothing is left out. */
    private static LinearModel pressed(int[] known, double[] weights, double bias) {
        double largest =
                Math.max(1e-9, Arrays.stream(weights).map(Math::abs).max().orElse(0));
        double step = largest / Byte.MAX_VALUE;
        int[] kept = IntStream.range(0, known.length)
                .filter(i -> Math.round(weights[i] / step) != 0)
                .toArray();
        byte[] bytes = new byte[kept.length];
        for (int i = 0; i < kept.length; i++) {
            bytes[i] = (byte) Math.round(weights[kept[i]] / step);
        }
        int[] features = Arrays.stream(kept).map(i -> known[i]).toArray();
        return new LinearModel(features, bytes, (float) step, (float) bias);
    }
}
