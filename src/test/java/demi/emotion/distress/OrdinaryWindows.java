package demi.emotion.distress;

import demi.emotion.distress.LabelledSentences.Sentence;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Windows of ordinary text that look most like distress to what is learned from our own sentences alone, as the numbers of
 * their features: {@code ordinary.bin} has none of the text. {@code scripts/train ordinary} picks them from public lines.
 */
final class OrdinaryWindows {

    private static final String FILE = "/distress/ordinary.bin";
    private static final int HARDEST = 5_000;
    private static final String PROBE = "I can't go on, my friend said that it never ends. Ich mag heute nicht mehr!";

    private static final class Window {
        private final double likely;
        private final int[] features;

        Window(double likely, int[] features) {
            this.likely = likely;
            this.features = features;
        }
    }

    private OrdinaryWindows() {}

    static List<int[]> load(DistressFeatures features) throws IOException {
        try (InputStream in = OrdinaryWindows.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("There is no " + FILE);
            }
            DataInputStream data = new DataInputStream(new GZIPInputStream(in));
            if (data.readInt() != fingerprint(features)) {
                throw new IOException("The features or concepts.txt have changed: run scripts/train ordinary");
            }
            List<int[]> windows = new ArrayList<>();
            for (int left = data.readInt(); left > 0; left--) {
                int[] window = new int[data.readUnsignedShort()];
                int last = 0;
                for (int i = 0; i < window.length; i++) {
                    last += data.readInt();
                    window[i] = last;
                }
                windows.add(window);
            }
            return windows;
        }
    }

    /** @param args the file to be written, and files of ordinary lines: none that speaks of distress, read them before */
    public static void main(String[] args) throws IOException {
        DistressFeatures features = new DistressFeatures(WordConcepts.load());
        LinearModel ours = new DistressTraining(features).learnDistress(List.of());
        List<Window> hardest = new ArrayList<>();
        for (String file : Arrays.copyOfRange(args, 1, args.length)) {
            for (String line : Files.readAllLines(Path.of(file))) {
                TextWindows.of(CleanText.of(line)).stream()
                        .map(features::of)
                        .forEach(seen -> hardest.add(new Window(ours.probability(seen), seen)));
            }
        }
        hardest.sort(Comparator.<Window>comparingDouble(each -> each.likely).reversed());
        List<int[]> picked =
                hardest.stream().limit(HARDEST).map(each -> each.features).toList();
        write(Path.of(args[0]), fingerprint(features), withoutUnique(picked, features));
        System.out.println(Files.size(Path.of(args[0])) + " bytes: " + args[0]);
    }

    /** What is in one window alone, and in none of our sentences, teaches nothing. */
    private static List<int[]> withoutUnique(List<int[]> windows, DistressFeatures features) {
        Map<Integer, Integer> times = new HashMap<>();
        Stream.concat(
                        windows.stream(),
                        LabelledSentences.of(DistressTraining.FILES).all().stream()
                                .map(Sentence::text)
                                .map(text -> features.of(TextWindows.words(CleanText.of(text)))))
                .flatMapToInt(Arrays::stream)
                .forEach(feature -> times.merge(feature, 1, Integer::sum));
        return windows.stream()
                .map(window -> Arrays.stream(window)
                        .filter(feature -> times.getOrDefault(feature, 0) > 1)
                        .toArray())
                .toList();
    }

    private static void write(Path file, int fingerprint, List<int[]> windows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                DataOutputStream data = new DataOutputStream(new GZIPOutputStream(out))) {
            data.writeInt(fingerprint);
            data.writeInt(windows.size());
            for (int[] window : windows) {
                data.writeShort(window.length);
                int last = 0;
                for (int feature : window) {
                    data.writeInt(feature - last);
                    last = feature;
                }
            }
        }
    }

    /** Another one where the numbers would mean something else. */
    private static int fingerprint(DistressFeatures features) throws IOException {
        try (InputStream concepts = OrdinaryWindows.class.getResourceAsStream("/distress/concepts.txt")) {
            if (concepts == null) {
                throw new IOException("There is no distress/concepts.txt.");
            }
            String text = new String(concepts.readAllBytes(), StandardCharsets.UTF_8);
            return 31 * text.hashCode() + Arrays.hashCode(features.of(TextWindows.words(CleanText.of(PROBE))));
        }
    }
}
