package demi.conductor.reply;

import demi.conductor.reply.PromptWords.Kind;
import demi.conductor.reply.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of what nobody said, and where each of them stands. Does not change once it is made. */
final class HouseWords {

    /** The persona is the same from turn to turn, and the longest of all that a reply is compared with. */
    private static volatile Persona newest = new Persona("", new HouseWords());

    private record Persona(String text, HouseWords words) {}

    private final List<Word> words = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, List<Integer>> places = new HashMap<>();

    private HouseWords() {}

    static HouseWords ofPersona(String text) {
        Persona known = newest;
        if (known.text().equals(text)) {
            return known.words();
        }
        HouseWords made = new HouseWords();
        made.add(text, Kind.PERSONA);
        newest = new Persona(text, made);
        return made;
    }

    static HouseWords ofNotes(List<String> texts) {
        HouseWords made = new HouseWords();
        texts.forEach(text -> made.add(text, Kind.NOTE));
        return made;
    }

    private void add(String text, Kind kind) {
        for (String line : text.split("\n", -1)) {
            Kind whose = kind == Kind.NOTE && line.startsWith("- ") ? Kind.FACT : kind;
            for (Word word : Words.of(line)) {
                if (!word.isNumber()) {
                    places.computeIfAbsent(word.text(), first -> new ArrayList<>(1))
                            .add(words.size());
                    words.add(word);
                    kinds.add(whose);
                }
            }
        }
        // No run of words goes on from one text to the next.
        words.add(new Word("", 0, 0, 0, true));
        kinds.add(kind);
    }

    int count() {
        return words.size();
    }

    List<Integer> places(String word) {
        return places.getOrDefault(word, List.of());
    }

    Word at(int place) {
        return words.get(place);
    }

    Kind kind(int place) {
        return kinds.get(place);
    }
}
