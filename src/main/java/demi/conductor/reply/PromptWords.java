package demi.conductor.reply;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.conductor.reply.Words.Word;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a reply is compared with: the house's own sentences in a prompt (persona, notes, instructions), which she must not
 * repeat, what the person said, which she may, and her last replies. Numbers do not count, so that a note with other ones
 * is the same note.
 */
public final class PromptWords {

    private static final int REPLIES = 3;
    /** Shorter ones may well come twice, but not three times in a row. */
    private static final int LONG_REPLY = 12;

    private static final int SHORTEST_REPLY = 5;

    private static final Pattern ASKS_AGAIN = Pattern.compile(
            "\\b(?:again|repeat|once more|say that|did you (?:just )?say|pardon|what was that|nochmals?|noch ?mal|noch einmal|wiederhol\\w*"
                    + "|sag das|hast du gesagt|wie bitte)\\b|^(?:what|huh|sorry|was|hä)$",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern CALLED =
            Pattern.compile("(?:\\b(?:[Mm]y|[Tt]heir|[Tt]he (?:person|user)['’]s) (?:first )?name is|\\bI am called"
                    + "|\\bI['’]m called|\\b[Tt]hey are called|\\b[Cc]all me|\\b[Ii]ch hei(?:ß|ss)e|\\b[Mm]ein Name ist)"
                    + " (\\p{Lu}[\\p{L}'’-]{1,30})");

    /** One of these is in all that {@link #CALLED} finds, and in little else. */
    private static final List<String> SIGNS_OF_A_NAME =
            List.of("name is ", " called ", "all me ", "ch hei", "Name ist ");

    /** Whose a word of the house is. */
    enum Kind {
        PERSONA,
        NOTE,
        /** Of what she remembers: the person's own words once, and hers to use. */
        FACT
    }

    private final HouseWords persona;
    private final HouseWords notes;
    private final List<String> allowed;
    /** The words of these; made where they are asked for first, which is seldom. */
    private @Nullable String persons;

    private final List<List<String>> replies;
    private final @Nullable Pattern label;
    private final boolean asksWhatSheIs;
    private final boolean asksAgain;
    private final boolean needsHelp;

    private PromptWords(List<PromptMessage> house, List<PromptMessage> talk, String allowed, List<String> names) {
        this.label = label(Stream.concat(names.stream(), called(house, talk)).toList());
        persona = HouseWords.ofPersona(house.isEmpty() ? "" : house.get(0).content());
        notes = HouseWords.ofNotes(
                house.stream().skip(1).map(PromptMessage::content).toList());
        List<String> said = talk.stream()
                .filter(line -> line.role() == Role.USER)
                .map(PromptMessage::content)
                .toList();
        this.allowed = Stream.concat(Stream.of(allowed), said.stream()).toList();
        String words = joined(Words.of(said.isEmpty() ? "" : said.get(said.size() - 1)));
        asksWhatSheIs = AssistantTalk.isAskedFor(words);
        needsHelp = Offers.isWelcome(words);
        asksAgain = ASKS_AGAIN.matcher(words).find();
        List<PromptMessage> hers =
                talk.stream().filter(line -> line.role() == Role.ASSISTANT).toList();
        replies = repeatable(hers.subList(Math.max(0, hers.size() - REPLIES), hers.size()).stream()
                .map(line -> texts(Words.of(line.content())))
                .toList());
    }

    private static List<List<String>> repeatable(List<List<String>> last) {
        int newest = last.size() - 1;
        boolean twice = newest > 0 && last.get(newest).equals(last.get(newest - 1));
        int shortest = twice ? SHORTEST_REPLY : LONG_REPLY;
        return last.stream().filter(reply -> reply.size() >= shortest).toList();
    }

    /**
     * @param house what nobody said: the persona first, then notes
     * @param talk what the person said, without notes, and her replies, the newest last
     * @param allowed what else she may say, such as the number of a help line
     * @param names of those who speak beside her, in a conversation that several share
     */
    public static PromptWords of(
            List<PromptMessage> house, List<PromptMessage> talk, String allowed, List<String> names) {
        return new PromptWords(house, talk, allowed, names);
    }

    private static String joined(List<Word> words) {
        return words.stream().filter(word -> !word.isNumber()).map(Word::text).collect(Collectors.joining(" "));
    }

    private static List<String> texts(List<Word> words) {
        return words.stream().map(Word::text).toList();
    }

    /** Where a word stands in the house's text: the notes behind the persona. */
    List<Integer> places(String word) {
        List<Integer> first = persona.places(word);
        List<Integer> then = notes.places(word);
        return then.isEmpty()
                ? first
                : Stream.concat(first.stream(), then.stream().map(place -> persona.count() + place))
                        .toList();
    }

    Word at(int place) {
        return place < persona.count() ? persona.at(place) : notes.at(place - persona.count());
    }

    Kind kind(int place) {
        return place < persona.count() ? persona.kind(place) : notes.kind(place - persona.count());
    }

    /** Whether a person said these words, in this order. */
    boolean isSaidByPerson(String words) {
        if (persons == null) {
            persons = allowed.stream().map(text -> joined(Words.of(text))).collect(Collectors.joining(" | ", " ", " "));
        }
        return persons.contains(" " + words + " ");
    }

    /** The words of her last replies; none where the person asks to hear them again. */
    List<List<String>> replies() {
        return asksAgain ? List.of() : replies;
    }

    /** What the person says that they are called, or she remembers. */
    private static Stream<String> called(List<PromptMessage> house, List<PromptMessage> talk) {
        return Stream.concat(house.stream().skip(1), talk.stream().filter(line -> line.role() == Role.USER))
                .map(PromptMessage::content)
                .filter(text -> SIGNS_OF_A_NAME.stream().anyMatch(text::contains))
                .flatMap(text -> CALLED.matcher(text).results())
                .map(name -> name.group(1));
    }

    /** Names before words, as in a play: {@code Ann: …}, {@code **Ann** (laughing): …}; null where none is known. */
    private static @Nullable Pattern label(List<String> names) {
        String any = names.stream()
                .filter(name -> !name.isBlank())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return any.isEmpty()
                ? null
                : Pattern.compile(
                        "[*_\\[(#]{0,6} ?(?:" + any + ")[*_\\])]{0,6}(?: ?\\([^()\\n]{1,60}\\))?[*_\\])]{0,6} ?[:：]",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether a line that begins so is somebody else's: 1; not: 0; perhaps, when more of it is there: -1. */
    int isOthers(String line) {
        if (label == null) {
            return 0;
        }
        Matcher begun = label.matcher(line);
        return begun.lookingAt() ? 1 : begun.hitEnd() ? -1 : 0;
    }

    boolean needsHelp() {
        return needsHelp;
    }

    boolean asksWhatSheIs() {
        return asksWhatSheIs;
    }
}
