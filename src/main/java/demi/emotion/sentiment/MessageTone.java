package demi.emotion.sentiment;

import java.util.ArrayList;
import java.util.List;

/** What the words of a message are, in whichever of the languages it is written that the lists know. */
public final class MessageTone {

    private static final LanguageTone JAPANESE = new JapaneseTone("japanese.txt");
    private static final List<LanguageTone> SPACED = List.of(
            new EnglishTone("english.txt"),
            new WordListTone("german.txt"),
            new WordListTone("french.txt"),
            new WordListTone("spanish.txt"));

    private MessageTone() {}

    public static Tone of(String text) {
        Words words = Words.of(text);
        List<LanguageTone> languages = languages(words);
        if (languages.isEmpty()) {
            languages = SPACED;
        }
        List<Tone> tones =
                languages.stream().map(language -> language.of(words)).toList();
        // What is unpleasant to nobody is what English makes of words that it may not know.
        return tones.stream()
                .filter(tone -> tone == Tone.KIND || tone == Tone.UNKIND)
                .findFirst()
                .orElse(tones.contains(Tone.UNPLEASANT) ? Tone.UNPLEASANT : Tone.NEUTRAL);
    }

    /**
     * Whether the message may be about her. Its words tell, in the languages that the lists know. Of another language nothing
     * can be told: it may, unless it is a single word.
     */
    public static boolean mayBeAboutHer(String text) {
        Words words = Words.of(text);
        List<LanguageTone> languages = languages(words);
        return languages.isEmpty()
                ? words.closed().stream().mapToInt(List::size).sum() > 1
                : languages.stream().anyMatch(language -> language.speaksToHer(words));
    }

    /** Those that know most of it; none where none knows a word. */
    private static List<LanguageTone> languages(Words words) {
        if (JAPANESE.known(words) > 0) {
            return List.of(JAPANESE);
        }
        int[] known =
                SPACED.stream().mapToInt(language -> language.known(words)).toArray();
        int most = 0;
        for (int each : known) {
            most = Math.max(most, each);
        }
        List<LanguageTone> found = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (most > 0 && known[i] == most) {
                found.add(SPACED.get(i));
            }
        }
        return found;
    }
}
