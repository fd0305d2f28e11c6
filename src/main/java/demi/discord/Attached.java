package demi.discord;

import java.util.List;

/**
 * What comes with a message.
 *
 * @param pictures addresses of those that a model could be shown
 * @param files how many others there are
 */
record Attached(List<String> pictures, int files) {

    static final Attached NOTHING = new Attached(List.of(), 0);

    Attached {
        pictures = List.copyOf(pictures);
    }

    /** What the model reads of it: it has to know that there is something, rather than guess. */
    String words(boolean seesPictures) {
        return words(pictures.size(), "a picture", " pictures", seesPictures) + words(files, "a file", " files", false);
    }

    private static String words(int many, String one, String more, boolean sees) {
        return many == 0
                ? ""
                : " (with " + (many == 1 ? one : many + more) + " attached" + (sees ? ")" : ", which you cannot see)");
    }
}
