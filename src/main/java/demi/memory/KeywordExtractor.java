package demi.memory;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of a text that can tell one memory from another. */
final class KeywordExtractor {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,40}");
    private static final int MOST = 24;

    /** What is said about everything, in the languages that small models speak best. */
    private static final Set<String> SAY_NOTHING = Set.copyOf(List.of(
            ("about after again all also always and any are because been before being but can could did does doing"
                            + " don done for from get going had has have her here him his how into its just know let like"
                            + " likes made make many may maybe mean more most much must never not now off one only other our"
                            + " out over really said same say says she should some something still such tell than that the"
                            + " their them then there these they thing things think this those too told very want was well"
                            + " were what when where which who why will with would yes yet you your user person someone"
                            + " aber als also auch auf aus bei bin bis bist das dass dein den denn der des die doch ein eine"
                            + " einen einer für hab habe haben hast hat ich ihm ihr ist kann mal mehr mein mich mir mit nach"
                            + " nicht noch nur oder sehr sich sie sind und uns von war was wenn wer wie wir wird zum zur im an"
                            + " am do he if in is it me my no of on or so to up us we be by go as at es du er zu um so ja")
                    .split(" ")));

    private KeywordExtractor() {}

    /** In lower case, without those that say nothing; the longest where there are very many. */
    static List<String> of(String text) {
        List<String> words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .distinct()
                .filter(word -> !SAY_NOTHING.contains(word))
                .toList();
        return words.size() <= MOST
                ? words
                : words.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(MOST)
                        .toList();
    }

    /** How much of what is in either is in both, 0 to 1. */
    static double likeness(String one, String other) {
        Set<String> first = new LinkedHashSet<>(of(one));
        Set<String> second = new LinkedHashSet<>(of(other));
        Set<String> both = first.stream().filter(second::contains).collect(Collectors.toSet());
        int either = first.size() + second.size() - both.size();
        return either == 0 ? (one.equalsIgnoreCase(other) ? 1 : 0) : (double) both.size() / either;
    }
}
