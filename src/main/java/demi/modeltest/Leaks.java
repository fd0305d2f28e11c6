package demi.modeltest;

import demi.modeltest.ModelReport.Row;
import demi.util.OneLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is in her replies and should not be, by kind. It judges what came out as a person reads it, and knows nothing of how
 * the rooms keep such things back.
 */
final class Leaks {

    /** So many words of the persona in a row are no accident. */
    private static final int SHINGLE = 6;
    /** "Good night." may come twice. */
    private static final int LONG_REPLY = 5;
    /** In so many of all replies a kind is a habit. */
    private static final int HABIT = 5;

    private static final int LONGEST_SHOWN = 60;

    private static final Pattern APOSTROPHE = Pattern.compile("['’]");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…])\\s+|\\n+");

    private static final Pattern NOTE = Pattern.compile(
            "\\[It is |\\bIt is (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \\d{1,2} \\w+|\\bYou remember:|\\bTone: ",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile(
            "<[|｜][^<>\\n]{0,40}>|<\\w{1,40}[|｜]>|</?(?:s|bos|eos|think\\w*|thought|answer|tool_call|\\w+_of_\\w+|unused\\d+)>"
                    + "|\\[/?(?:INST|THINK|BOS|EOS|[A-Z]+_[A-Z\\d_]+)]|^[*_#\\[( ]{0,6}(?:Demi|Assistant|AI|User|Human)\\b[^:\\n.!?]{0,40}[:：](?=[*_\\s])",
            Pattern.MULTILINE);

    private static final Pattern ASSISTANT = Pattern.compile(
            "\\b(?:as an? (?:ai|language model)|how (?:can|may) i (?:help|assist)|feel free to|let me know if|"
                    + "i'?m here to (?:help|assist)|is there anything else|wie kann ich (?:dir|ihnen) (?:\\w+ )?helfen|als ki\\b)"
                    + "|^\\s*1\\.\\s",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final Set<String> persona;

    /** What one kind came to: in how many replies, and what was in the first. */
    private static final class Kind {
        private final String what;
        private final String does;
        private final boolean always;
        private int count;
        private String first = "";

        Kind(String what, String does, boolean always) {
            this.what = what;
            this.does = does;
            this.always = always;
        }

        void add(Optional<String> leaked) {
            leaked.ifPresent(words -> {
                first = count++ == 0 ? shown(words) : first;
            });
        }

        boolean isFault(int replies) {
            return always ? count > 0 : count * HABIT > replies;
        }
    }

    /** @param said what the person says in the talk: that is theirs, whoever says it again */
    Leaks(String persona, List<String> said) {
        this.persona = new HashSet<>(shingles(words(persona)));
        said.forEach(message -> this.persona.removeAll(shingles(words(message))));
    }

    /** Adds a row for each kind, and what is a fault of the model to those. */
    void report(List<String> replies, List<Row> rows, List<String> faults) {
        Kind told = new Kind("answers that repeat the persona", "repeats its persona", true);
        Kind notes = new Kind("answers that repeat a note", "repeats what only the model is told", true);
        Kind tokens = new Kind("answers with tokens or labels", "lets its own tokens through", true);
        Kind assistant = new Kind("answers that talk as an assistant", "talks as an assistant", false);
        Kind itself = new Kind("answers that repeat her own", "repeats itself", false);
        for (int i = 0; i < replies.size(); i++) {
            String reply = replies.get(i);
            told.add(ofPersona(reply));
            notes.add(found(NOTE, reply));
            tokens.add(found(TOKEN, reply));
            assistant.add(found(ASSISTANT, reply));
            itself.add(ofItself(reply, replies.subList(0, i)));
        }
        for (Kind kind : List.of(told, notes, tokens, assistant, itself)) {
            String first = kind.count == 0 ? "" : "\"" + kind.first + "\"";
            rows.add(new Row(kind.what, Integer.toString(kind.count), first));
            if (kind.isFault(replies.size())) {
                faults.add(kind.does + " (" + first + ")");
            }
        }
    }

    /** The words of the first run. */
    private Optional<String> ofPersona(String reply) {
        List<String> words = words(reply);
        List<String> runs = shingles(words);
        for (int from = 0; from < runs.size(); from++) {
            int to = from;
            while (to < runs.size() && persona.contains(runs.get(to))) {
                to++;
            }
            if (to > from) {
                return Optional.of(String.join(" ", words.subList(from, to - 1 + SHINGLE)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> found(Pattern pattern, String reply) {
        Matcher matcher = pattern.matcher(reply);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(
                reply.substring(matcher.start(), Math.min(reply.length(), matcher.start() + LONGEST_SHOWN * 2)));
    }

    /** A whole reply again, or a sentence twice in one. */
    private static Optional<String> ofItself(String reply, List<String> before) {
        List<String> words = words(reply);
        if (words.size() >= LONG_REPLY
                && before.stream().anyMatch(earlier -> words(earlier).equals(words))) {
            return Optional.of(reply);
        }
        Set<List<String>> sentences = new HashSet<>();
        return SENTENCE_END
                .splitAsStream(reply)
                .filter(sentence -> words(sentence).size() >= LONG_REPLY && !sentences.add(words(sentence)))
                .findFirst();
    }

    private static String shown(String words) {
        String line = OneLine.of(words);
        return line.length() <= LONGEST_SHOWN
                ? line
                : line.substring(0, LONGEST_SHOWN - 1).strip() + "…";
    }

    /** Small letters; "I'll" is one. */
    static List<String> words(String text) {
        String plain = APOSTROPHE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return NOT_A_WORD.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
    }

    private static List<String> shingles(List<String> words) {
        List<String> shingles = new ArrayList<>();
        for (int i = 0; i + SHINGLE <= words.size(); i++) {
            shingles.add(String.join(" ", words.subList(i, i + SHINGLE)));
        }
        return shingles;
    }
}
