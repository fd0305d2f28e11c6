package demi.emotion.sentiment;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Japanese, which writes no spaces: the longest entry of its list at each place. {@code said} is unkind to whom it is said,
 * {@code threat} only beside a word for "you"; {@code unkind} also where the sentence names nobody, since a pronoun is
 * mostly left out.
 */
final class JapaneseTone implements LanguageTone {

    /** How far behind a word its negation may stand. */
    private static final int DENIED = 6;

    private static final String STOPS = "。．.!?！？\n…、,";
    private static final Set<String> POINTERS =
            Set.of("それ", "これ", "答え", "冗談", "話", "返事", "態度", "で", "に", "と", "て", "だ", "です", "ます", "ない", "こんにち", "こんばん");

    private enum Kind {
        YOU,
        SELF,
        OTHERS,
        MENTION,
        /** Looks like another entry, and is none. */
        NONE,
        KIND,
        UNKIND,
        SAID,
        THREAT
    }

    private final Map<String, Kind> entries = new HashMap<>();
    private final Set<String> starts;
    private final List<String> pronouns;
    private final List<String> denials;
    private final int longest;

    JapaneseTone(String resource) {
        WordSections list = new WordSections(resource);
        for (Kind kind : Kind.values()) {
            list.lines(kind.name().toLowerCase(Locale.ROOT)).forEach(entry -> entries.putIfAbsent(plain(entry), kind));
        }
        starts = entries.keySet().stream()
                .filter(entry -> entry.startsWith("^"))
                .map(entry -> entry.substring(1))
                .collect(Collectors.toUnmodifiableSet());
        pronouns = list.lines("you").stream().map(JapaneseTone::plain).toList();
        denials = list.lines("denied").stream().map(JapaneseTone::plain).toList();
        longest = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** One way of writing for each word: full width, hiragana. */
    private static String plain(String text) {
        String full = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(full.length());
        for (int i = 0; i < full.length(); i++) {
            char c = full.charAt(i);
            plain.append(c >= 'ァ' && c <= 'ヶ' ? (char) (c - 'ァ' + 'ぁ') : c);
        }
        return plain.toString();
    }

    @Override
    public Tone of(Words words) {
        int kinds = 0;
        int unkinds = 0;
        String text = plain(words.text());
        for (int from = 0; from < text.length(); ) {
            int to = from;
            while (to < text.length() && "。.!?\n…".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            Sentence one = read(text.substring(from, to));
            kinds += one.kinds;
            unkinds += one.unkindToHer();
            from = to + 1;
        }
        return unkinds > 0 && unkinds >= kinds ? Tone.UNKIND : kinds > 0 ? Tone.KIND : Tone.NEUTRAL;
    }

    @Override
    public boolean speaksToHer(Words words) {
        Sentence sentence = read(plain(words.text()));
        return sentence.you || sentence.saids > 0 || !(sentence.self || sentence.others);
    }

    @Override
    public int known(Words words) {
        return (int) words.text()
                .codePoints()
                .filter(c -> switch (Character.UnicodeScript.of(c)) {
                    case HIRAGANA, KATAKANA, HAN -> true;
                    default -> false;
                })
                .count();
    }

    private Sentence read(String text) {
        Sentence found = new Sentence();
        for (int i = 0; i < text.length(); ) {
            int end = end(text, i);
            if (end < 0) {
                found.others |= isTopic(text, i);
                i++;
                continue;
            }
            // After a name it is "Mr".
            boolean title = text.charAt(i) == '君' && end == i + 1 && i > 0 && isHan(text.charAt(i - 1));
            Kind kind = title ? Kind.OTHERS : entries.getOrDefault(text.substring(i, end), Kind.KIND);
            found.you |= kind == Kind.SAID && pronouns.stream().anyMatch(text.substring(i, end)::contains);
            found.add(kind, isDenied(text, end));
            i = end;
        }
        return found;
    }

    private int end(String text, int from) {
        for (int length = Math.min(longest, text.length() - from); length > 0; length--) {
            String part = text.substring(from, from + length);
            if (entries.containsKey(part) || (from == 0 && starts.contains(part))) {
                return from + length;
            }
        }
        return -1;
    }

    /** "The film was boring" is about the film. */
    private static boolean isTopic(String text, int at) {
        char c = text.charAt(at);
        return at > 0
                && (c == 'は' || c == 'が')
                && at + 1 < text.length()
                && STOPS.indexOf(text.charAt(at - 1)) < 0
                && POINTERS.stream().noneMatch(word -> text.startsWith(word, at - word.length()));
    }

    private static boolean isHan(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private boolean isDenied(String text, int end) {
        int to = Math.min(text.length(), end + DENIED);
        for (int i = end; i < to; i++) {
            if (STOPS.indexOf(text.charAt(i)) >= 0) {
                return false;
            }
            int at = i;
            // "…, isn't it?"
            if (text.startsWith("んじゃ", at)) {
                return false;
            }
            if (denials.stream().anyMatch(denial -> text.startsWith(denial, at))) {
                return true;
            }
        }
        return false;
    }

    private static final class Sentence {
        private boolean you;
        private boolean self;
        private boolean others;
        private boolean mention;
        private int kinds;
        private int unkinds;
        private int saids;
        private int threats;

        void add(Kind kind, boolean denied) {
            switch (kind) {
                case YOU -> you = true;
                case SELF -> self = true;
                case OTHERS -> others = true;
                case NONE -> {}
                case MENTION -> mention = true;
                case SAID -> saids++;
                case THREAT -> threats++;
                case KIND, UNKIND -> {
                    if ((kind == Kind.KIND) != denied) {
                        kinds++;
                    } else {
                        unkinds++;
                    }
                }
            }
        }

        int unkindToHer() {
            if (mention || (!you && (self || others))) {
                return 0;
            }
            return saids + unkinds + (you ? threats : 0);
        }
    }
}
