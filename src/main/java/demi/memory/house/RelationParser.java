package demi.memory.house;

import demi.api.store.MemoryStore.Resident;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds where a person says, in plain words of their own, what another person of the house is to them: "Bob is my husband",
 * "Meine Schwester heißt Bea". Only a sentence that states that and nothing against it counts; everything near it stays
 * private.
 */
final class RelationParser {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?…\\n])\\s*");
    private static final Pattern CLAUSE =
            Pattern.compile("[,;:–—]+\\s+(?:(?:and|und) )?|\\s+(?:and|und)\\s+(?=(?:my|mein|meine|i|ich)\\b)", FLAGS);

    /** It may be said, but is not so, or not so for sure, or said by somebody else. */
    private static final Pattern HEDGED = Pattern.compile(
            "\\b(?:not|never|no longer|no more|anymore|\\p{L}+n['’]t|ex|used to|was|were|almost|nearly|like|as if|pretend\\p{L}*|jok(?:e|es|ing)|kidding|lie|lied|lying|wish|hope|if|unless"
                    + "|whether|maybe|perhaps|probably|supposed\\p{L}*|would|could|might|should|imagine|dream\\p{L}*|book|film|movie|story|novel|game|play|role|series|says?|said|tells?|told|thinks?"
                    + "|thought|claims?|believes?|heard|according|call(?:s|ing)? (?:me|him|her)|secret\\p{L}*|don['’]?t tell|between us|nobody knows|biological|adopt\\p{L}*|illegitimate|affair|divorc\\p{L}*|separat\\p{L}*"
                    + "|nicht|nie|niemals|kein\\p{L}*|mehr|früher|fast|wäre|hätte|wenn|falls|ob|vielleicht|wahrscheinlich|angeblich|sagt\\p{L}*|meint\\p{L}*|denkt|glaubt|behauptet|geheim\\p{L}*|unter uns|niemand"
                    + "|traum|buch|spiel|rolle|scherz|spaß|witz|geschieden|getrennt|affäre|leiblich\\p{L}*)\\b",
            FLAGS);

    private static final Pattern OVER = Pattern.compile(
            "\\b(?:ex|divorc\\p{L}*|separated|split up|broke up|broken up|no longer (?:together|married|my)|(?:not|n['’]t) (?:my \\p{L}+ |married (?:to \\p{L}+ )?|together )?any ?more|left me|i(?:['’]ve| have)? left"
                    + "|geschieden|getrennt|schluss gemacht|scheiden|nicht mehr (?:mein\\p{L}*|verheiratet|zusammen|mit))\\b",
            FLAGS);

    private static final Pattern SELF =
            Pattern.compile("\\b(?:i|i['’]\\p{L}+|me|my|we|ich|mir|mich|mein\\p{L}*|wir)\\b", FLAGS);

    private static final Pattern SPOUSES = Pattern.compile(
            "\\b(?:we|i|i['’]\\p{L}+|wir|ich|(?:my|mein) (?:husband|wife|mann)|meine? (?:frau|mann))\\b", FLAGS);

    private static final String START =
            "^\\W*(?:(?:yes|yeah|well|oh|so|and|by the way|btw|hi|hello|hey|also|actually|you know|as you know|fyi|ja|also|übrigens|hallo|und) ?[,!]? ?)*";
    /** Nothing that changes what the word means: "my brother's boss", "my wife-to-be". */
    private static final String END =
            "(?=\\s*(?:$|[.,;!)…])|\\s+(?:and|but|who|so|because|since|too|by the way|you know|und|aber|übrigens|seit)\\b)";

    private static final String NAME_END = "(?![\\p{L}\\p{N}'’-])";

    /**
     * @param content a sentence of names and the relation only
     * @param other whom it is about, beside the person
     */
    record Relation(String content, boolean marriage, Resident other) {}

    private enum Form {
        /** The other is what the person names: "Bob is Ann's husband". */
        OTHER_IS,
        /** The person is: "Ann is Bob's wife". */
        SELF_IS,
        /** "Ann and Bob are married". */
        BOTH_ARE,
        MARRIED
    }

    private record Rule(Form form, Pattern pattern) {}

    private final Residents residents;
    private final Resident teller;
    private final List<Rule> rules;

    RelationParser(Residents residents, Resident teller) {
        this.residents = residents;
        this.teller = teller;
        List<String> names = residents.names().stream()
                .filter(name -> residents.named(name).filter(teller::equals).isEmpty())
                .toList();
        this.rules = names.isEmpty()
                ? List.of()
                : rules("(?<name>" + names.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")");
    }

    private static List<Rule> rules(String name) {
        String adj = RelationWords.ADJECTIVES;
        String rel = "(?<rel>" + RelationWords.one() + ")";
        String both = "(?<rel>" + RelationWords.both() + ")";
        String my = "(?:my|mein|meine)";
        String with = "\\b(?:with|to|for|from|by|and|mit|bei|von|zu|für|und) (?:my|meine[mrn]?|mein) ";
        return List.of(
                rule(Form.OTHER_IS, START + name + "(?: is|['’]s| ist) " + my + " " + adj + rel + END),
                rule(
                        Form.OTHER_IS,
                        START + my + " " + adj + rel
                                + "(?:['’]s name is| is called| is named| is| heißt| heisst| ist der| ist die| ist) "
                                + name
                                + END),
                rule(Form.OTHER_IS, START + my + " " + adj + rel + " " + name + NAME_END + "(?=\\s+\\p{Ll})"),
                rule(Form.OTHER_IS, with + adj + rel + " " + name + END),
                rule(
                        Form.OTHER_IS,
                        START + "(?:i have|i['’]ve|i have got|i['’]ve got|ich hab|ich habe) (?:an?|eine|einen|ein) "
                                + adj + rel
                                + "(?: called| named| whose name is| namens|,? (?:der|die|das)) " + name
                                + "(?: heißt| heisst)?" + END),
                rule(Form.SELF_IS, START + "(?:i am|i['’]m) " + name + "['’]s " + adj + rel + END),
                rule(Form.SELF_IS, START + "ich bin " + name + "['’]?s " + adj + rel + END),
                rule(Form.SELF_IS, START + "ich bin (?:der|die|das) " + adj + rel + " von " + name + END),
                rule(
                        Form.MARRIED,
                        START + "(?:(?:i am|i['’]m) (?:happily )?married to " + name + "|ich bin mit "
                                + name.replace("<name>", "<name2>") + " verheiratet)" + END),
                rule(Form.MARRIED, START + name + " (?:is married to me|ist mit mir verheiratet)" + END),
                rule(
                        Form.BOTH_ARE,
                        START + "(?:" + name + " (?:and i|und ich)|(?:i and|ich und) "
                                + name.replace("<name>", "<name2>") + ") (?:are|sind) " + both + END));
    }

    private static Rule rule(Form form, String pattern) {
        return new Rule(form, Pattern.compile(pattern, FLAGS));
    }

    /** @param own words of the person */
    List<Relation> in(String own) {
        Set<Relation> found = new LinkedHashSet<>();
        for (String sentence : SENTENCE.split(own, -1)) {
            boolean states = !sentence.isBlank()
                    && !sentence.strip().endsWith("?")
                    && !HEDGED.matcher(sentence).find();
            if (states) {
                parts(sentence).forEach(part -> found.addAll(stated(part)));
            }
        }
        return List.copyOf(found);
    }

    /** The sentence, and each clause of it that may state something by itself. */
    private static List<String> parts(String sentence) {
        List<String> parts = new ArrayList<>(List.of(sentence));
        for (String clause : CLAUSE.split(sentence, -1)) {
            if (!clause.isBlank() && !clause.equals(sentence)) {
                parts.add(clause);
            }
        }
        return parts;
    }

    private List<Relation> stated(String part) {
        List<Relation> stated = new ArrayList<>();
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(part);
            if (matcher.find()) {
                residents
                        .named(name(rule, matcher))
                        .filter(other -> !other.equals(teller))
                        .map(other -> relation(rule.form(), other, matcher))
                        .ifPresent(stated::add);
            }
        }
        return stated;
    }

    private static String name(Rule rule, Matcher matcher) {
        String name = matcher.group("name");
        return name == null && rule.pattern().pattern().contains("<name2>")
                ? matcher.group("name2")
                : name == null ? "" : name;
    }

    private Relation relation(Form form, Resident other, Matcher matcher) {
        String they = Residents.called(other);
        String self = Residents.called(teller);
        return switch (form) {
            case OTHER_IS -> {
                String what = RelationWords.ofOne(matcher.group("rel"));
                yield new Relation(sentence(they, self, what), RelationWords.isMarriage(what), other);
            }
            case SELF_IS -> {
                String what = RelationWords.ofOne(matcher.group("rel"));
                yield new Relation(sentence(self, they, what), RelationWords.isMarriage(what), other);
            }
            case BOTH_ARE -> {
                String what = RelationWords.ofBoth(matcher.group("rel"));
                yield new Relation(self + " and " + they + " are " + what, RelationWords.isMarriage(what), other);
            }
            case MARRIED -> new Relation(self + " and " + they + " are married", true, other);
        };
    }

    private static String sentence(String who, String whose, String what) {
        return who + " is " + whose + "'s " + what;
    }

    /** Sentences of before that are over if the person says so: that they are married to somebody. */
    List<String> over(String own) {
        List<String> over = new ArrayList<>();
        for (String sentence : SENTENCE.split(own, -1)) {
            Set<Resident> named = residents.namedIn(sentence);
            boolean ends = OVER.matcher(sentence).find()
                    && (named.isEmpty() ? SPOUSES : SELF).matcher(sentence).find()
                    && !sentence.strip().endsWith("?");
            if (ends) {
                residents.all().stream()
                        .filter(other -> !other.equals(teller))
                        .filter(other -> named.isEmpty() || named.contains(other))
                        .forEach(other -> over.addAll(marriages(other)));
            }
        }
        return over;
    }

    private List<String> marriages(Resident other) {
        String they = Residents.called(other);
        String self = Residents.called(teller);
        return List.of(
                sentence(they, self, "husband"),
                sentence(they, self, "wife"),
                sentence(they, self, "spouse"),
                sentence(self, they, "husband"),
                sentence(self, they, "wife"),
                sentence(self, they, "spouse"),
                self + " and " + they + " are married");
    }
}
