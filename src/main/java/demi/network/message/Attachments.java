package demi.network.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What comes with a message.
 *
 * @param pictures addresses of those that a model could be shown
 * @param texts how many text files that can be read
 * @param files how many others there are
 * @param stickers their names, on one line and without quotation marks
 * @param forwards others' messages that it passes on, as lines for the model
 */
public record Attachments(List<String> pictures, int texts, int files, List<String> stickers, List<String> forwards) {

    public static final Attachments NOTHING = new Attachments(List.of(), 0);

    public Attachments {
        pictures = List.copyOf(pictures);
        stickers = List.copyOf(stickers);
        forwards = List.copyOf(forwards);
    }

    public Attachments(List<String> pictures, int files) {
        this(pictures, 0, files, List.of(), List.of());
    }

    /** Whether there is nothing but pictures. */
    public boolean onlyPictures() {
        return texts == 0 && files == 0 && stickers.isEmpty() && forwards.isEmpty();
    }

    /** What the model reads of it: it has to know that there is something, rather than guess. */
    public String words(boolean seesPictures) {
        return words(pictures.size(), "a picture", " pictures", seesPictures)
                + words(texts, "a text file", " text files", true)
                + words(files, "a file", " files", false)
                + named()
                + (forwards.isEmpty() ? "" : " (forwards a message)");
    }

    /** The same for whoever only overhears it, and is shown nothing. */
    public String overheard() {
        return new Attachments(pictures, 0, texts + files, stickers, List.of()).words(false)
                + forwards.stream().map(forward -> " " + forward).collect(Collectors.joining());
    }

    private String named() {
        return stickers.stream()
                .map(name -> " (with the sticker \"" + name + "\")")
                .collect(Collectors.joining());
    }

    private static String words(int many, String one, String more, boolean sees) {
        return many == 0
                ? ""
                : " (with " + (many == 1 ? one : many + more) + " attached" + (sees ? ")" : ", which you cannot see)");
    }
}
