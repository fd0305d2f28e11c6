package demi.memory;

import demi.api.MemoryApi.Said;
import demi.memory.WordMatch.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of the facts that a model finds in a person's messages are believed: those whose words are in what the person
 * said of themselves and their world, with the same yes or no, of the same people, and not as a question or a wish. How
 * sure the model says that it is means nothing with small models.
 */
final class FactRules {

    /** Words of a fact that bind it together, and need not have been said. */
    private static final Set<String> STOP_WORDS = words("""
            they them their theirs he him his she her hers it its who is are was were be been being am has have had having
            do does did will would can could may might shall should must the a an and or but of in on at to for from with
            by as into about around near since until than that this these those there here very really also too still
            currently now soon recently again already own owns live lives living lived work works working worked like
            likes liked enjoy enjoys call called calls name named names person user people someone plan plans planning
            planned going go goes want wants get gets got make makes made use uses used take takes taking start starts
            starting started keep keeps feel feels think thinks know knows known find finds become becomes year years old
            now today anymore not no never don doesn didn isn aren wasn hasn haven cannot t s lot one some any every
            ist sind war hat haben wird der die das ein eine einen einem einer und oder in im am an auf aus bei mit von zu
            zum zur fur seit nach sehr auch noch nicht kein keine keinen heisst namens wohnt lebt arbeitet mag gern gerne als
            """);

    private static final Set<String> SELF = words(
            "i im ive id ill me my mine myself we us our ours weve were ich mich mir mein meine meinen meiner meinem"
                    + " meines wir uns unser unsere unseren unserer unserem");

    private static final Set<String> YOU =
            words("you your yours youre youve u ur demi du dich dir dein deine deinen deiner ihr euch");

    private static final Set<String> RELATED = words(
            "mother mom mum mama father dad papa parents parent sister sisters brother brothers wife husband partner"
                    + " girlfriend boyfriend son sons daughter daughters child children kid kids baby friend friends boss"
                    + " colleague colleagues coworker neighbour neighbor neighbours neighbors roommate flatmate aunt uncle"
                    + " cousin cousins nephew niece grandmother grandma grandfather grandpa granny teacher landlord ex dog"
                    + " dogs cat cats horse bird rabbit family team mutter vater eltern schwester bruder frau mann freundin"
                    + " freund sohn tochter kind kinder chef chefin kollege kollegin nachbar nachbarin oma opa tante onkel"
                    + " hund katze");

    private static final Set<String> NO =
            words("not no never dont doesnt didnt isnt arent wasnt werent cant cannot couldnt"
                    + " wont wouldnt havent hasnt hadnt without hate hates hated dislike dislikes stop stopped stops quit quits"
                    + " longer neither nor nobody nothing hardly allergic avoid avoids nicht kein keine keinen keiner nie niemals"
                    + " hasse hasst ohne aufgehort");

    private static final Pattern SUPPOSED = Pattern.compile(
            "\\b(?:if i|if we|if only|i wish|imagine|pretend|suppose|i(?:['’]d| would) (?:be|have|call|name|live|move|buy)|wenn ich|falls ich|ich wünschte|ich wäre|ich hätte)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?\\n])\\s*");
    private static final Pattern CLAUSE = Pattern.compile(
            "[,;:—–.!?\\n]+|\\b(?:and|but|because|so|although|though|und|aber|weil|denn|sondern)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JOINT = Pattern.compile("[,;.]\\s+(?:and |und )?|\\s+(?:and|but|und|aber)\\s+");
    /** What has a verb in front, and so says something by itself. */
    private static final Pattern PREDICATE = Pattern.compile(
            "^\\W*(?:\\p{L}+(?:s|ed|ing)|has|is|was|grew|got|went|bought|sold|lost|found|met|broke|left|quit|won|began|became|hat|ist|war"
                    + "|\\p{L}+t)\\s",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern VERB_FIRST = Pattern.compile(
            "^\\W*(?:is|was|has|had|does|did|can|will|\\p{L}{2,}s|\\p{L}{2,}ed|ist|hat|war|kann|\\p{L}{3,}t)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** A day, or names: no fact by themselves. */
    private static final Pattern NAMES =
            Pattern.compile("^\\W*\\p{Lu}?[\\p{L}\\p{N}]+(?:(?:,| and| und| &)+ \\p{Lu}[\\p{L}\\p{N}]+)*\\W*$");

    private static final int WORDS_OF_A_PART = 2;
    private static final int WORDS_OF_A_DAY = 4;
    private static final double ENOUGH = .7;
    private static final int FIRST_WORDS = 4;

    private FactRules() {}

    /**
     * @param message the one that it comes from
     * @param clause the words in it that tell it
     */
    record Believed(String text, Said message, String clause) {}

    /** Words of a message that tell a fact, and how many of its words the whole message has. */
    private record Evidence(Said message, String clause, long shared) {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.strip().split("\\s+", -1)));
    }

    /**
     * @param said the messages that the model was asked about
     * @param name what the person is called where that is known, else empty
     */
    static List<Believed> believed(String fact, List<Said> said, String name) {
        Optional<Believed> whole = whole(fact, said, name);
        return whole.isPresent() ? List.of(whole.get()) : parts(fact, said, name);
    }

    private static Optional<Believed> whole(String fact, List<Said> said, String name) {
        return FactText.of(fact).filter(FactRules::isSentence).flatMap(text -> {
            List<Word> content = content(text, name);
            return said.stream()
                    .filter(message -> !content.isEmpty())
                    .flatMap(message -> supporting(message.content(), text, content).stream()
                            .map(clause ->
                                    new Evidence(message, clause, shared(content, WordMatch.words(message.content())))))
                    .max(Comparator.comparingLong(Evidence::shared))
                    .map(found -> new Believed(text, found.message(), found.clause()));
        });
    }

    private static boolean isSentence(String text) {
        return OtherLanguages.isUnspaced(text) || !NAMES.matcher(text).matches();
    }

    /** Of "Studies in Graz and plays the cello" one half may be true: small models join what they copied and what they read. */
    private static List<Believed> parts(String fact, List<Said> said, String name) {
        String[] parts = JOINT.split(fact, -1);
        return parts.length < 2
                ? List.of()
                : Arrays.stream(parts)
                        .filter(part -> content(part, name).size() >= WORDS_OF_A_PART)
                        .filter(part -> PREDICATE.matcher(part).find())
                        .flatMap(part -> whole(part, said, name).stream())
                        .toList();
    }

    private static List<Word> content(String text, String name) {
        List<Word> names = WordMatch.words(name);
        return WordMatch.words(text).stream()
                .filter(word -> !STOP_WORDS.contains(word.text()))
                .filter(word -> names.stream().noneMatch(each -> each.text().equals(word.text())))
                .toList();
    }

    /** The words of the message that tell what the fact says; empty where none do. */
    private static Optional<String> supporting(String message, String fact, List<Word> content) {
        if (OtherLanguages.isIn(message)) {
            return OtherLanguages.supporting(message, fact);
        }
        List<Word> all = WordMatch.words(message);
        boolean names = content.stream().filter(Word::exact).allMatch(word -> WordMatch.isIn(word, all));
        boolean first = WordMatch.isIn(content.get(0), all) || !isSubject(fact, content.get(0));
        if (!names || !first || shared(content, all) < ENOUGH * content.size()) {
            return Optional.empty();
        }
        return best(sentences(message), content)
                .filter(sentence -> isOfThem(sentence)
                        && !SUPPOSED.matcher(sentence).find()
                        && FactEvidence.isLiteral(sentence, message))
                .flatMap(sentence -> best(clauses(sentence), content)
                        .filter(clause -> tells(withSubject(clause, sentence), fact))
                        .map(clause -> withDay(clause, sentence)))
                .findFirst();
    }

    private static boolean tells(String clause, String fact) {
        return sameAnswer(fact, clause)
                && sameSubject(fact, clause)
                && FactEvidence.supports(clause, fact, WordMatch.any(plain(clause), SELF));
    }

    /** In "Tomorrow, I have my exam" the day is of the clause behind it. */
    private static String withDay(String clause, String sentence) {
        String before = sentence.substring(0, Math.max(0, sentence.indexOf(clause)));
        List<String> clauses = before.isBlank() ? List.of() : clauses(before);
        String last = clauses.isEmpty() ? "" : clauses.get(clauses.size() - 1).strip();
        return last.isEmpty() || last.split("\\s+", -1).length > WORDS_OF_A_DAY ? clause : last + " " + clause.strip();
    }

    private static boolean isSubject(String fact, Word word) {
        return WordMatch.words(fact).get(0).equals(word);
    }

    private static long shared(List<Word> content, List<Word> with) {
        return content.stream().filter(word -> WordMatch.isIn(word, with)).count();
    }

    /** Those parts that have most of the words. */
    private static Stream<String> best(List<String> parts, List<Word> content) {
        long most = parts.stream()
                .mapToLong(part -> shared(content, WordMatch.words(part)))
                .max()
                .orElse(0);
        return parts.stream().filter(part -> most > 0 && shared(content, WordMatch.words(part)) == most);
    }

    private static List<String> sentences(String message) {
        return Arrays.stream(SENTENCE.split(message, -1))
                .filter(part -> !part.isBlank())
                .toList();
    }

    private static List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        for (String part : CLAUSE.split(sentence, -1)) {
            if (!part.isBlank()) {
                clauses.add(part);
            }
        }
        return clauses.isEmpty() ? List.of(sentence) : clauses;
    }

    /** In "my friend lives in Oslo and is a chef" the second clause is about the friend, too. */
    private static String withSubject(String clause, String sentence) {
        String before = sentence.substring(0, Math.max(0, sentence.indexOf(clause)));
        return before.isBlank() || !VERB_FIRST.matcher(clause).find()
                ? clause
                : clauses(before).get(0).strip() + " " + clause.strip();
    }

    /** What is said to her, or asked of her, is about her; what they say of themselves, or of others, is theirs. */
    private static boolean isOfThem(String sentence) {
        List<Word> words = plain(sentence);
        boolean self = WordMatch.any(words, SELF);
        boolean asks = WordMatch.any(words, YOU) || sentence.strip().endsWith("?");
        return self || (!asks && (WordMatch.any(words, RELATED) || !FactEvidence.isImpersonal(sentence)));
    }

    private static boolean sameAnswer(String fact, String clause) {
        return WordMatch.any(plain(fact), NO) == WordMatch.any(plain(clause), NO);
    }

    /** "My brother has a dog" says nothing of the person's own dogs. */
    private static boolean sameSubject(String fact, String clause) {
        List<Word> words = plain(clause);
        List<Word> start = words.subList(0, Math.min(FIRST_WORDS, words.size()));
        for (int i = 1; i < start.size(); i++) {
            Word word = start.get(i);
            boolean theirs = SELF.contains(start.get(i - 1).text())
                    || (i > 1 && SELF.contains(start.get(i - 2).text()));
            if (theirs && RELATED.contains(word.text())) {
                return isAbout(fact, word, words);
            }
        }
        return true;
    }

    /** Whether a fact names somebody related, by what they are or by a name beside it. */
    private static boolean isAbout(String fact, Word related, List<Word> clause) {
        List<Word> words = plain(fact);
        int at = clause.indexOf(related);
        Stream<Word> beside = Stream.of(at - 1, at + 1)
                .filter(i -> i >= 0 && i < clause.size())
                .map(clause::get)
                .filter(word -> !SELF.contains(word.text()) && !STOP_WORDS.contains(word.text()));
        return WordMatch.isIn(related, words) || beside.anyMatch(word -> words.contains(word));
    }

    /** Lower case, apostrophes closed up, nothing exact. */
    private static List<Word> plain(String text) {
        return WordMatch.words(text.replaceAll("['’ʼ]", "")).stream()
                .map(word -> new Word(word.text(), false))
                .toList();
    }
}
