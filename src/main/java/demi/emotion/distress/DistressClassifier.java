package demi.emotion.distress;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How likely words speak of distress, and whose. Two linear models over {@link DistressFeatures}, learned from sentences of
 * this project's own ({@code src/test/resources/distress}, {@code scripts/train distress}), a byte for each weight.
 */
final class DistressClassifier {

    /** @param about at least .5 where it is more likely somebody else's distress than the speaker's */
    record Score(double distress, double about) {}

    private static final int MANY = 16;

    private static final Score NONE = new Score(0, 0);

    private final DistressFeatures features;
    private final LinearModel distress;
    private final LinearModel about;

    DistressClassifier(DistressFeatures features, LinearModel distress, LinearModel about) {
        this.features = features;
        this.distress = distress;
        this.about = about;
    }

    static DistressClassifier load() {
        try (InputStream in = DistressClassifier.class.getResourceAsStream("/distress/weights.bin")) {
            if (in == null) {
                throw new IOException("There is no distress/weights.bin.");
            }
            DataInputStream data = new DataInputStream(in);
            return new DistressClassifier(
                    new DistressFeatures(WordConcepts.load()), LinearModel.read(data), LinearModel.read(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of the window which speaks of it most plainly; the more windows, the plainer it has to. */
    Score score(String clean) {
        Score most = NONE;
        List<List<String>> windows = TextWindows.of(clean);
        for (List<String> window : windows) {
            int[] seen = features.of(window);
            double likely = distress.probability(seen);
            if (likely > most.distress()) {
                most = new Score(likely, about.probability(seen));
            }
        }
        return new Score(among(windows.size(), most.distress()), most.about());
    }

    /** One window of many seems to speak of it by chance more easily than one alone. */
    private static double among(int windows, double likely) {
        double more = Math.sqrt(Math.max(1, Math.min(windows, MANY)));
        return likely / (likely + (1 - likely) * more);
    }
}
