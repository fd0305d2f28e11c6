package demi.autonomy.occasion;

import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dated memory is about, as far as that tells whether to write about it. Words of a few languages. */
enum FactSort {
    /** Theirs. */
    BIRTHDAY,
    /** Somebody's of their family, or another day that comes every year. */
    FAMILY_DAY,
    /** They are somewhere else meanwhile. */
    TRIP,
    /** Something that one wishes luck for. */
    TRIAL,
    /** Something else that they take part in. */
    EVENT,
    /** None of her business. */
    NONE;

    private static final Pattern BIRTH = words(
            "birthday|birth date|date of birth|born|b-day|geburtstag|geboren|geburtsdatum"
                    + "|cumplea\u00F1os|naci\u00F3|anniversaire|n\u00E9e?|compleanno",
            "\u8A95\u751F\u65E5|\u751F\u65E5|\u751F\u307E\u308C");

    /** Comes every year, whatever the memory has, and nothing went well or badly on it. */
    private static final Pattern DEATH_DAY = words(
            "todestag|(?:death|deathday) anniversary|anniversary of (?:\\w+ ){0,3}death|anniversary of (?:\\w+ ){0,3}passing",
            "\u547D\u65E5");

    private static final Pattern FAMILY = words(
            "mother|mom|mum|father|dad|parents?|sister|brother|siblings?|son|daughter|children|child|kids?|baby|twins?"
                    + "|wife|husband|partner|girlfriend|boyfriend|fianc\u00E9e?|grand\\w+|grandma|grandpa|aunt|uncle|cousin|niece|nephew"
                    + "|friend|best friend|colleague|coworker|boss|neighbou?r|roommate|flatmate|dog|cat"
                    + "|mutter|mama|vater|papa|eltern|schwester|bruder|sohn|tochter|kind|kinder|zwillinge|frau|ehefrau|mann|ehemann"
                    + "|freund|freundin|oma|opa|gro\u00DF\\w+|tante|onkel|cousine|nichte|neffe|kolleg\\w+|chef\\w*|nachbar\\w*|hund|katze"
                    + "|madre|padre|hermano|hermana|hijo|hija|esposa|marido|novi[oa]|abuel[oa]|amig[oa]"
                    + "|m\u00E8re|p\u00E8re|s\u0153ur|fr\u00E8re|fils|fille|femme|mari|ami|amie");

    private static final Pattern TRAVEL = words(
            "trip|travel\\w*|journey|holidays?|vacations?|flies|flight|flying|cruise|honeymoon|camping|road ?trip|abroad"
                    + "|on leave|retreat|backpacking|hiking tour|away"
                    + "|urlaub\\w*|ferien|reise\\w*|reist|verreist\\w*|fliegt|flug|ausflug|kreuzfahrt|flitterwochen|kur|unterwegs|\\w+urlaub"
                    + "|\\w+reise|viaj\\w+|vacaciones|vuelo|voyage\\w*|vacances|vol",
            "\u65C5\u884C|\u51FA\u5F35|\u51FA\u5DEE");

    /** "Is in Rome": a name of a place, by its capital. */
    private static final Pattern SOMEWHERE = Pattern.compile(
            "(?:^|\\b(?:will |wird ))(?i:is|are|be|goes|going|drives|stays|staying|ist|sind|f\u00E4hrt|fahren|bleibt|geht)"
                    + " (?:(?:with|mit) \\p{L}+ )?(?:in|to|nach) \\p{Lu}"
                    + "|^(?i:f\u00E4hrt|reist|ist|bleibt) .{0,40}\\b(?:nach|in) \\p{Lu}",
            Pattern.UNICODE_CASE);

    /** "Tom's exam", "Anna has surgery": by a capital, too, so that the words of the memory are looked at as they are. */
    private static final Pattern SOMEBODY_NAMED = Pattern.compile(
            "^(?!(?:He|She|I|It|They|You|User|Person|Er|Sie|Ich|That|There|Here|Today|Tomorrow|Currently|Also|Now|Still|Probably|New Year|Valentine)\\b)\\p{Lu}\\p{L}+(?:['\u2019]s (?!been\\b|going\\b)"
                    + "| (?:has|takes|gets|faces|flies|is (?:having|taking|getting|flying|going)|hat|wird|bekommt|schreibt|fliegt|tiene) )");

    /** Who is told of behind their mention: "Has a brother who has an exam". */
    private static final Pattern WHO =
            Pattern.compile("^\\s*,?\\s*(?:who|whose|that|der|die|das|dessen|deren|qui|que)\\b");

    private static final Pattern TRIALS = words(
            "exams?|examination|tests?|midterms?|finals?|quiz|interview|audition|competition|contest|tournament"
                    + "|race|marathon|presentation|talk|speech|lecture|defen[cs]e|viva|thesis|performance|recital"
                    + "|surgery|operation|procedure|biopsy|scan|court|hearing|trial|driving test|first day|new job"
                    + "|pr\u00FCfung|\\w+pr\u00FCfung|klausur|\\w+klausur|abitur|examen|klassenarbeit|schularbeit|vorstellungsgespr\u00E4ch"
                    + "|bewerbungsgespr\u00E4ch|vorsprechen|wettkampf|wettbewerb|turnier|lauf|vortrag|pr\u00E4sentation|referat"
                    + "|verteidigung|auftritt|op|operiert|eingriff|untersuchung|gericht|verhandlung"
                    + "|examen|entrevista|operaci\u00F3n|entretien|concours",
            "\u8A66\u9A13|\u9762\u63A5|\u8003\u8BD5|\u624B\u8853|\u624B\u672F|\u9762\u8BD5");

    private static final Pattern BEGINNING = words(
            "moves?|moving|starts?|starting|begins?|beginning|runs? an?" + "|zieht|umzieht|umzug|beginnt|f\u00E4ngt");

    /** What simply comes, or has to be done, without anybody being able to tell of it. */
    private static final Pattern NOBODYS =
            words("rain\\w*|snow\\w*|weather|sunny|sun|storm\\w*|forecast|degrees|cold|hot|wind\\w*"
                    + "|rent|bills?|invoice|taxe?s?|pays?|payment|due|deadline|expires?|renew\\w*|subscription|deliver\\w*|parcel|package"
                    + "|arrives?|garbage|trash|bins?|collected|election|sales?|update|release\\w*|closed|opens?"
                    + "|regen|regnet|schnee|schneit|wetter|sturm|sonne|sonnig|miete|rechnung|steuern?|frist|f\u00E4llig|l\u00E4uft ab"
                    + "|lieferung|paket|m\u00FCll\\w*|wahl|angebot|geschlossen|lluvia|llueve|pluie|pleut");

    /** Somebody else does it: they stand at the beginning, and it is not "has a brother who". */
    private static final int SUBJECT_WORDS = 3;

    /** Whoever's it is, they are there. */
    private static final Pattern TOGETHER =
            words("party|wedding|visits?|comes|is coming|christening|baptism|graduation|dinner"
                    + "|\\w*feier|\\w*party|hochzeit|taufe|besucht|kommt|zu besuch|fiesta|boda|mariage|f\u00EAte");

    /** Behind these words somebody else is no subject. */
    private static final Pattern HAVING =
            Pattern.compile("(?:has|have|had|meets?|meeting|visits?|visiting|sees?|goes|going"
                    + "|with|hat|haben|trifft|besucht|geht|mit|tiene|a|voit)");

    private static Pattern words(String any) {
        return words(any, "(?!)");
    }

    /** @param unspaced of languages without spaces, wherever they stand */
    private static Pattern words(String any, String unspaced) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])|" + unspaced,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    static FactSort of(MemoryFact fact) {
        MemoryKind kind = fact.kind();
        String text = fact.content().toLowerCase(Locale.ROOT);
        if (kind == null) {
            return NONE;
        }
        if (has(DEATH_DAY, text)) {
            return fact.holds().yearly() ? FAMILY_DAY : NONE;
        }
        return switch (kind) {
            case IDENTITY, FAMILY -> {
                boolean birthday = has(BIRTH, text);
                boolean ofFamily = kind == MemoryKind.FAMILY || has(FAMILY, text);
                yield birthday || fact.holds().yearly()
                        ? (birthday && !ofFamily ? BIRTHDAY : FAMILY_DAY)
                        : kind == MemoryKind.FAMILY ? NONE : happening(fact);
            }
            case EVENT, HEALTH -> {
                if (has(BIRTH, text) && fact.holds().yearly()) {
                    yield has(FAMILY, text) ? FAMILY_DAY : BIRTHDAY;
                }
                yield fact.holds().yearly() ? (kind == MemoryKind.EVENT ? FAMILY_DAY : NONE) : happening(fact);
            }
            // To move, or to begin somewhere, is of their life, and happens on one day.
            case LIFE -> isToCome(fact) && (has(BEGINNING, text) || has(TRIALS, text)) ? happening(fact) : NONE;
            case TASTE, OTHER -> NONE;
        };
    }

    private static boolean isToCome(MemoryFact fact) {
        LocalDate from = fact.holds().from();
        return from != null
                && from.equals(fact.holds().until())
                && from.atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(fact.createdAt());
    }

    private static FactSort happening(MemoryFact fact) {
        String text = fact.content().toLowerCase(Locale.ROOT);
        boolean another = isOfSomebodyElse(text)
                || (!has(TOGETHER, text)
                        && SOMEBODY_NAMED.matcher(fact.content()).find());
        if (has(NOBODYS, text) || another) {
            return NONE;
        }
        return has(TRAVEL, text) || SOMEWHERE.matcher(fact.content()).find() ? TRIP : has(TRIALS, text) ? TRIAL : EVENT;
    }

    private static boolean isOfSomebodyElse(String text) {
        if (has(TOGETHER, text)) {
            return false;
        }
        Matcher family = FAMILY.matcher(text);
        if (family.find() && WHO.matcher(text.substring(family.end())).find()) {
            return true;
        }
        String[] words = text.split("[^\\p{L}\\p{N}'\u2019]+", SUBJECT_WORDS + 1);
        StringBuilder beginning = new StringBuilder();
        for (int i = 0; i < Math.min(SUBJECT_WORDS, words.length); i++) {
            if (HAVING.matcher(words[i]).matches()) {
                break;
            }
            beginning.append(words[i].replaceAll("['\u2019]s$", "")).append(' ');
        }
        return has(FAMILY, beginning.toString());
    }

    private static boolean has(Pattern words, String text) {
        return words.matcher(text).find();
    }
}
