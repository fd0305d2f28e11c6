package demi.autonomy.occasion;

import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import java.util.Locale;
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

    private static final Pattern BIRTH =
            words("birthday|birth date|date of birth|born|b-day|geburtstag|geboren|geburtsdatum"
                    + "|cumplea\u00F1os|naci\u00F3|anniversaire|n\u00E9e?|compleanno|\u8A95\u751F\u65E5|\u751F\u65E5");

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
                    + "|\\w+reise|viaj\\w+|vacaciones|vuelo|voyage\\w*|vacances|vol");

    private static final Pattern TRIALS =
            words("exams?|examination|tests?|midterms?|finals?|quiz|interview|audition|competition|contest|tournament"
                    + "|race|marathon|presentation|talk|speech|lecture|defen[cs]e|viva|thesis|performance|recital"
                    + "|surgery|operation|procedure|biopsy|scan|court|hearing|trial|driving test|first day|new job"
                    + "|pr\u00FCfung|\\w+pr\u00FCfung|klausur|\\w+klausur|abitur|examen|klassenarbeit|schularbeit|vorstellungsgespr\u00E4ch"
                    + "|bewerbungsgespr\u00E4ch|vorsprechen|wettkampf|wettbewerb|turnier|lauf|vortrag|pr\u00E4sentation|referat"
                    + "|verteidigung|auftritt|op|operiert|eingriff|untersuchung|gericht|verhandlung"
                    + "|examen|entrevista|operaci\u00F3n|entretien|concours|\u8A66\u9A13|\u9762\u63A5|\u8003\u8BD5");

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
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    static FactSort of(MemoryFact fact) {
        MemoryKind kind = fact.kind();
        String text = fact.content().toLowerCase(Locale.ROOT);
        if (kind == null) {
            return NONE;
        }
        return switch (kind) {
            case IDENTITY, FAMILY -> {
                boolean birthday = has(BIRTH, text);
                boolean ofFamily = kind == MemoryKind.FAMILY || has(FAMILY, text);
                yield birthday || fact.holds().yearly()
                        ? (birthday && !ofFamily ? BIRTHDAY : FAMILY_DAY)
                        : kind == MemoryKind.FAMILY ? NONE : happening(text);
            }
            case EVENT, HEALTH -> {
                if (has(BIRTH, text) && fact.holds().yearly()) {
                    yield has(FAMILY, text) ? FAMILY_DAY : BIRTHDAY;
                }
                yield fact.holds().yearly() ? (kind == MemoryKind.EVENT ? FAMILY_DAY : NONE) : happening(text);
            }
            case LIFE, TASTE, OTHER -> NONE;
        };
    }

    private static FactSort happening(String text) {
        if (has(NOBODYS, text) || isOfSomebodyElse(text)) {
            return NONE;
        }
        return has(TRAVEL, text) ? TRIP : has(TRIALS, text) ? TRIAL : EVENT;
    }

    private static boolean isOfSomebodyElse(String text) {
        if (has(TOGETHER, text)) {
            return false;
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
