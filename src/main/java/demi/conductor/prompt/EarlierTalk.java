package demi.conductor.prompt;

import demi.api.MemoryApi.SaidBefore;
import demi.api.value.Message.Sender;
import demi.api.value.PromptMessage;
import demi.util.OneLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** What was said in earlier talks, word for word, in lines for the note: when, who, what. */
public record EarlierTalk(List<Line> lines) {

    /** Where nothing comes to her mind. */
    public static final EarlierTalk NONE = new EarlierTalk(List.of());

    private static final String HEAD = "From earlier talks, should it matter now:";

    /**
     * @param words in which it is told
     * @param content what was said
     */
    public record Line(String words, String content) {

        /** As a message, or as a line of an earlier note. */
        private boolean isIn(String text) {
            return text.contains(content) || text.contains('"' + OneLine.of(content) + '"');
        }
    }

    /** A note as it is read: without the words that announce such lines where none follows any more. */
    static String withoutEmptyHead(String note) {
        int at = note.indexOf(HEAD);
        return at < 0 || note.startsWith("\n- ", at + HEAD.length())
                ? note
                : (note.substring(0, at) + note.substring(at + HEAD.length())).strip();
    }

    public EarlierTalk {
        lines = List.copyOf(lines);
    }

    static EarlierTalk of(List<SaidBefore> said, Instant now, ZoneId zone) {
        return new EarlierTalk(said.stream().map(each -> line(each, now, zone)).toList());
    }

    private static Line line(SaidBefore said, Instant now, ZoneId zone) {
        String who = said.sender() == Sender.DEMI
                ? "you"
                : said.speaker() == null || said.speaker().isBlank() ? "they" : OneLine.of(said.speaker());
        String content = OneLine.of(said.content());
        String when = TimeInWords.day(said.at().atZone(zone), now.atZone(zone));
        return new Line("- " + when + ", " + who + ": \"" + content + '"', said.content());
    }

    /** Empty where the transcript holds all of it anyway. */
    String beside(List<PromptMessage> transcript) {
        String fresh = lines.stream()
                .filter(line -> transcript.stream().noneMatch(other -> line.isIn(other.content())))
                .map(Line::words)
                .distinct()
                .collect(Collectors.joining("\n"));
        return fresh.isEmpty() ? "" : HEAD + "\n" + fresh;
    }
}
