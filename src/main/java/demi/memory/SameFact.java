package demi.memory;

import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.memory.WordMatch.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two facts say the same, and whether one ends the other. Numbers, names, yes and no, and when it is make facts
 * different: two that are one in truth stand side by side rather than one being lost.
 */
final class SameFact {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    /** What has no date and is told again within that is the same event. */
    private static final Duration SAME_EVENT = Duration.ofDays(14);

    private static final Set<String> BINDING = words(
            "they them their theirs he him his she her hers it its who is are be been being am has have having do does the a an and or of in on at to for with"
                    + " by as that this there here very really also too still currently now own owns called named call calls name names s got get much so lot"
                    + " ist sind hat haben der die das den dem ein eine einen einem einer und oder im am auf aus bei mit zu zum zur sehr auch noch heisst namens es");

    private static final Set<String> NO = words(
            "not no never dont doesnt didnt isnt arent wasnt cant cannot wont hasnt havent without hate hates dislikes dislike stopped quit longer neither nor allergic avoids"
                    + " nicht kein keine keinen keiner nie niemals hasst ohne");

    private static final Set<String> RELATED = words(
            "mother mom mum mama father dad papa parents parent sister sisters brother brothers son sons daughter daughters child children kid kids friend friends"
                    + " boss colleague neighbour neighbor roommate flatmate aunt uncle cousin nephew niece grandmother grandma grandfather grandpa teacher dog dogs cat cats"
                    + " mutter vater eltern schwester bruder sohn tochter kind kinder chef kollege kollegin nachbar oma opa tante onkel hund katze");

    private static final Pattern PAST = Pattern.compile(
            "\\b(?:was|were|had|used to|former(?:ly)?|no longer|once|war|hatte|früher|nicht mehr)\\b|^\\W*(?:(?:they|he|she|has|have) )*\\p{L}{2,}ed\\b",
            FLAGS);
    private static final Pattern COMING = Pattern.compile(
            "\\b(?:will|is going to|plans?|wants?|hopes?|has to|must|is (?:moving|getting|leaving|starting|going|flying)|wird|will|muss|möchte|plant)\\b",
            FLAGS);

    private static final Pattern HOME = Pattern.compile(
            "^(?<who>.{0,40}?)\\b(?:lives?|is living|resides?|(?:has |have )?moved|relocated|wohnt|lebt|ist (?:nach .{1,40} )?(?:um)?gezogen|vive)\\b(?<what>.*)$",
            FLAGS);
    private static final Pattern WORK = Pattern.compile(
            "^(?<who>.{0,40}?)\\b(?:works?|is working|is employed|(?:has |have )?(?:started|got) (?:a |an |the |their )?(?:new )?(?:job|working)|arbeitet|trabaja)\\b(?<what>.*)$",
            FLAGS);
    private static final Pattern AGE = Pattern.compile(
            "^(?<who>.{0,40}?)\\b(?:is|are|turned|ist|wird|wurde|tiene)\\s+(?<what>\\d{1,3})(?: (?:years old|jahre alt|años)|\\W*$)",
            FLAGS);
    private static final Pattern BIRTHDAY = Pattern.compile(
            "^(?<who>.{0,40}?)\\b(?:birthday is|was born|geburtstag ist|ist .{0,20}geboren|hat am .{1,20} geburtstag|birthday)\\b(?<what>.*)$",
            FLAGS);
    private static final Pattern STATE = Pattern.compile(
            "^(?<who>(?:they |he |she |)|\\p{L}+ )(?:is |are |has |got |getting |been |now |ist |hat )*(?<what>married|single|divorced|engaged|widowed|separated|verheiratet|verlobt|geschieden|verwitwet|getrennt)\\b",
            FLAGS);
    private static final Pattern CALLED = Pattern.compile(
            "^(?<who>|they |their |he |she )(?:is called|goes by|name is|names? themselves|heißt|name ist|se llama)\\s+(?<what>.*)$",
            FLAGS);

    private static final Pattern DAY = Pattern.compile("\\b\\d{1,2}\\b");

    /** What shows that something has changed, in the words of the message. */
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(?:moved|relocated|now|new|changed|switched|left|quit|no longer|any ?more|started|since|instead|broke up|these days|from now on|actually"
                    + "|umgezogen|gezogen|jetzt|inzwischen|neue[rnsm]?|gewechselt|gekündigt|nicht mehr|angefangen|seit|ab sofort|mudé|ahora|nuev[oa])\\b",
            FLAGS);

    /** "Lived in Paris" ends nothing. */
    private static final Pattern PAST_HOME =
            Pattern.compile("\\b(?:lived|worked|used to|was|were|wohnte|arbeitete|war)\\b", FLAGS);

    private static final List<Pattern> ONE_OF_EACH = List.of(HOME, WORK, AGE, BIRTHDAY, STATE, CALLED);

    private SameFact() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    /** Whether what was told now was known already, in these or other words. */
    static boolean isSame(MemoryFact known, String now, Holding holds, Instant told) {
        return saysTheSame(known.content(), now) && isSameTime(known, holds, told);
    }

    static boolean saysTheSame(String known, String now) {
        List<Word> one = content(known);
        List<Word> other = content(now);
        return !one.isEmpty()
                && one.stream().allMatch(word -> WordMatch.isIn(word, other))
                && other.stream().allMatch(word -> WordMatch.isIn(word, one))
                && names(one).equals(names(other))
                && relatives(one).equals(relatives(other))
                && isNegative(known) == isNegative(now)
                && PAST.matcher(known).find() == PAST.matcher(now).find()
                && COMING.matcher(known).find() == COMING.matcher(now).find();
    }

    /** An exam in May and one in December are two. */
    private static boolean isSameTime(MemoryFact known, Holding holds, Instant told) {
        Holding before = known.holds();
        if (before.isDated() && holds.isDated()) {
            return before.yearly() == holds.yearly() && (before.yearly() || overlap(before, holds));
        }
        if (holds.isDated()) {
            return Duration.between(known.createdAt(), told).compareTo(SAME_EVENT) < 0;
        }
        LocalDate until = before.until();
        return until == null
                || before.yearly()
                || !until.isBefore(told.atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static boolean overlap(Holding one, Holding other) {
        LocalDate from = one.from();
        LocalDate until = one.until();
        LocalDate otherFrom = other.from();
        LocalDate otherUntil = other.until();
        boolean before = until != null && otherFrom != null && until.isBefore(otherFrom);
        boolean after = otherUntil != null && from != null && otherUntil.isBefore(from);
        return !before && !after;
    }

    private static List<Word> content(String text) {
        return WordMatch.words(text).stream()
                .filter(word -> !BINDING.contains(word.text()) && !NO.contains(word.text()))
                .toList();
    }

    /** In their order: "Mia likes Tom" is not "Tom likes Mia". */
    private static List<String> names(List<Word> words) {
        return words.stream()
                .filter(word -> word.exact() && !word.text().matches("\\d+") && !RELATED.contains(word.text()))
                .map(Word::text)
                .toList();
    }

    /** In their order: the taller sister is not the taller brother. */
    private static List<String> relatives(List<Word> words) {
        return words.stream()
                .map(Word::text)
                .filter(RELATED::contains)
                .map(text -> text.replaceFirst("s$", ""))
                .filter(text -> !text.matches("dog|cat|hund|katze"))
                .toList();
    }

    private static boolean isNegative(String text) {
        return WordMatch.any(WordMatch.words(text.replaceAll("['’ʼ]", "")), NO);
    }

    /**
     * Whether of something that people have one of another is told now: where they live or work, their age, birthday, name,
     * whether they are married.
     *
     * @param said the words that it was told with
     */
    static boolean replaces(String known, String now, String said) {
        return !COMING.matcher(now).find()
                && !isNegative(known)
                && !isNegative(now)
                && ONE_OF_EACH.stream().anyMatch(one -> replaces(one, known, now, said));
    }

    private static boolean replaces(Pattern one, String known, String now, String said) {
        Matcher before = one.matcher(known);
        Matcher after = one.matcher(now);
        if (!before.find() || !after.find() || !who(before).equals(who(after))) {
            return false;
        }
        String what = before.group("what");
        String other = after.group("what");
        if (one == AGE) {
            return number(other) > number(what);
        }
        if (one == STATE) {
            return !WordMatch.nearly(WordMatch.plain(what), WordMatch.plain(other));
        }
        Set<String> names = names(what);
        Set<String> others = names(other);
        if (one == BIRTHDAY) {
            return DAY.matcher(what).find()
                    && DAY.matcher(other).find()
                    && !withoutYear(names).equals(withoutYear(others));
        }
        // Of the one the other need not tell all: a town and its country, a street and its town.
        return CHANGE.matcher(said).find()
                && !names.isEmpty()
                && !others.isEmpty()
                && names.stream().noneMatch(others::contains)
                && !PAST_HOME.matcher(now).find();
    }

    private static Set<String> withoutYear(Set<String> names) {
        Set<String> rest = new HashSet<>(names);
        rest.removeIf(name -> name.matches("\\d{4}"));
        return rest;
    }

    private static String who(Matcher matcher) {
        String who = matcher.group("who").strip().replaceAll("['’]s$", "");
        String plain = WordMatch.plain(who).replaceAll("^(?:their|his|her|ihr|ihre|sein|seine) ", "");
        return plain.matches("|they|he|she|now|has|have|ist|and|their|his|her|they have|they now|have|currently")
                ? ""
                : plain;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        // With a word before it, so that the first is a name by its capital, too.
        WordMatch.words("x " + text.strip()).stream()
                .filter(Word::exact)
                .map(Word::text)
                .forEach(names::add);
        return names;
    }

    /**
     * Whether a model may say that one takes the other's place: of the same person or thing, and either of what people have
     * one of, or the same said otherwise.
     */
    static boolean mayReplace(String known, String now) {
        if (!Topics.areSame(known, now) || !related(known).equals(related(now))) {
            return false;
        }
        if (Topics.areOfOne(known, now) || isNegative(known) != isNegative(now)) {
            return true;
        }
        List<Word> one = content(known);
        List<Word> other = content(now);
        return !one.isEmpty()
                && !other.isEmpty()
                && WordMatch.nearly(one.get(0).text(), other.get(0).text());
    }

    private static Set<String> related(String text) {
        Set<String> related = new HashSet<>();
        WordMatch.words(text).stream()
                .map(Word::text)
                .filter(RELATED::contains)
                .map(word -> word.replaceFirst("s$", ""))
                .forEach(related::add);
        return related;
    }
}
