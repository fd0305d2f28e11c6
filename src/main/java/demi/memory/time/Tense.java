package demi.memory.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether words are of what was, or of what is to come: by the verb that is nearest, those before first. */
final class Tense {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern PAST = Pattern.compile(
            "\\b(?:was|were|had|did|went|saw|met|got|took|made|came|gave|found|bought|ate|said|told|left|won|lost|broke|began|ran|fell|felt"
                    + "|kept|held|heard|knew|led|paid|read|rode|sang|sent|slept|spoke|spent|stood|taught|thought|threw|woke|wore|wrote"
                    + "|flew|drove|grew|quit|hit|hurt|built|caught|drew|did|been|born|became|finally got"
                    + "|(?!(?:need|indeed|hundred|speed|feed|seed|weed|breed|bleed|naked|wicked|sacred|married|engaged|divorced|excited|interested|scared"
                    + "|worried|stressed|tired|supposed|called|named|scheduled|planned|invited|booked|needed)\\b)\\p{L}{2,}[a-z]ed"
                    + "|(?:got|was|were) (?:married|engaged|divorced|invited|tired)"
                    + "|war|waren|warst|hatte|hatten|ging|gingen|kam|kamen|sah|sahen|wurde|wurden|fuhr|blieb|fand|traf|machte|kaufte|gekauft"
                    + "|(?:habe?|hat|haben|bin|ist|sind)\\b[^.,;!?]{0,60}\\bge\\p{L}{2,}(?:t|en)|umgezogen|gezogen|gewesen|gestorben|verloren|bekommen"
                    + "|fui|fue|fuimos|era|estuve|estuvo|tuve|tuvo|hice|hizo|murio|compre|compro|llego|nacio|pasado|pasada"
                    + "|etait|etais|ete|avait|alle|allee|dernier|derniere)\\b",
            FLAGS);
    private static final Pattern COMING = Pattern.compile(
            "\\b(?:will|won't|shall|going to|gonna|'ll|(?:is|are|am|'m|'re|'s|be) (?:\\p{L}+ )?\\p{L}{2,}ing|plans?|planning|has to|have to|need to|needs to|must"
                    + "|looking forward|can't wait|wants? to|hopes? to|hoping to|intends?|upcoming|coming|(?:has|have|got) (?:an?|the|my|their|another|two|three)"
                    + "|wird|werde|werden|will|muss|mussen|soll|mochte|(?:hat|habe) (?:eine?n?|die|den|das)|plant|fahrt|fahre|fliegt|fliege|heirate\\p{L}*"
                    + "|kommt|komme|beginnt|beginne|zieht|ziehe|voy|va|vamos|tengo|tiene|tendre|vienen?|viene|proximo|proxima|vais|vas|prochaine?)\\b",
            FLAGS);

    private static final Pattern HABIT = Pattern.compile(
            "\\b(?:likes?|loves?|enjoys?|hates?|prefers?|always|usually|often|sometimes|every|mag|liebe|liebt|immer|meistens|oft|jede\\p{L}?)\\b",
            FLAGS);

    private Tense() {}

    /** @param at where the date stands */
    static boolean isPast(String text, int at) {
        int past = distance(PAST.matcher(text), at);
        int coming = distance(COMING.matcher(text), at);
        return past < coming;
    }

    /** Whether something is told that was or will be, and no habit: "skis in winter". */
    static boolean isTold(String text) {
        return !HABIT.matcher(text).find()
                && (PAST.matcher(text).find() || COMING.matcher(text).find());
    }

    private static int distance(Matcher matcher, int at) {
        int best = Integer.MAX_VALUE;
        while (matcher.find()) {
            // What stands behind counts where nothing stands before.
            int distance = matcher.end() <= at ? at - matcher.end() : matcher.start() - at + 500;
            best = Math.min(best, Math.max(0, distance));
        }
        return best;
    }
}
