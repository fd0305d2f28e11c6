package demi.settings.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the setting that somebody probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /** The group, or the path of the key, that looks most like a word: like its path, its last part or its variable. */
    public static String to(String word, Collection<Key<?>> keys) {
        String low = word.toLowerCase(Locale.ROOT);
        if (!low.contains(".")) {
            String group = group(low, keys);
            if (edits(low, group) <= group.length() / 3) {
                return group;
            }
        }
        return keys.stream()
                .min(Comparator.<Key<?>>comparingInt(key -> distance(low, key)).thenComparing(Key::path))
                .orElseThrow()
                .path();
    }

    private static int distance(String word, Key<?> key) {
        int whole = edits(word, key.path());
        int part = edits(lastPart(word), lastPart(key.path())) + 2;
        int byVariable = Stream.of(key.variable(), key.alias())
                .filter(Objects::nonNull)
                .mapToInt(name -> edits(lastPart(word), name.toLowerCase(Locale.ROOT)) + 1)
                .min()
                .orElse(Integer.MAX_VALUE);
        return Math.min(whole, Math.min(part, byVariable));
    }

    /** The nearest of the groups that settings are in. */
    private static String group(String word, Collection<Key<?>> keys) {
        return keys.stream()
                .map(key -> key.path().replaceFirst("[.].*", ""))
                .distinct()
                .min(Comparator.<String>comparingInt(group -> edits(word, group))
                        .thenComparing(group -> group))
                .orElseThrow();
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Levenshtein's distance: letters to add, drop or change. */
    static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
