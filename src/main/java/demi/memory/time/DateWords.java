package demi.memory.time;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words of dates in English, German, Spanish and French; keys are in lower case and without marks. */
final class DateWords {

    enum Unit {
        DAY,
        WEEK,
        MONTH,
        YEAR,
        WEEKEND
    }

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();
    static final Map<String, Month> MONTHS = new HashMap<>();
    static final Map<String, Integer> NUMBERS = new HashMap<>();
    static final Map<String, Unit> UNITS = new HashMap<>();

    static {
        days("monday montag lunes lundi");
        days("tuesday dienstag martes mardi");
        days("wednesday mittwoch miercoles mercredi");
        days("thursday donnerstag jueves jeudi");
        days("friday freitag viernes vendredi");
        days("saturday samstag sabado samedi");
        days("sunday sonntag domingo dimanche");
        WEEKDAYS.put("sonnabend", DayOfWeek.SATURDAY);
        months(1, "january januar janner enero janvier jan");
        months(2, "february februar febrero fevrier feb");
        months(3, "march marz marzo mars");
        months(4, "april abril avril apr");
        months(5, "may mai mayo");
        months(6, "june juni junio juin");
        months(7, "july juli julio juillet");
        months(8, "august agosto aout aug");
        months(9, "september septiembre septembre sept");
        months(10, "october oktober octubre octobre oct okt");
        months(11, "november noviembre novembre nov");
        months(12, "december dezember diciembre decembre dez");
        numbers("one two three four five six seven eight nine ten eleven twelve");
        numbers("ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf");
        numbers("una dos tres cuatro cinco seis siete ocho nueve diez once doce");
        numbers("une deux trois quatre cinq six sept huit neuf dix onze douze");
        for (String one : new String[] {"a", "an", "eine", "einer", "einem", "einen", "un", "uno"}) {
            NUMBERS.put(one, 1);
        }
        units(Unit.DAY, "day days tag tage tagen dia dias jour jours");
        units(Unit.WEEK, "week weeks woche wochen semana semanas semaine semaines");
        units(Unit.MONTH, "month months monat monate monaten mes meses mois");
        units(Unit.YEAR, "year years yr yrs jahr jahre jahren ano anos an ans annee annees");
        units(Unit.WEEKEND, "weekend weekends wochenende wochenenden");
    }

    private DateWords() {}

    private static int nextDay;

    private static void days(String words) {
        DayOfWeek day = DayOfWeek.of(++nextDay);
        for (String word : words.split(" ", -1)) {
            WEEKDAYS.put(word, day);
        }
    }

    private static void months(int number, String words) {
        for (String word : words.split(" ", -1)) {
            MONTHS.put(word, Month.of(number));
        }
    }

    private static void numbers(String words) {
        String[] all = words.split(" ", -1);
        for (int i = 0; i < all.length; i++) {
            NUMBERS.put(all[i], i + 1);
        }
    }

    private static void units(Unit unit, String words) {
        for (String word : words.split(" ", -1)) {
            UNITS.put(word, unit);
        }
    }

    /**
     * Without marks, of the same length: every place in it is the place in the original. Case is left as it is, since "may"
     * and "May" are two words.
     */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < 128) {
                plain.append(each);
            } else if (each == '’' || each == 'ʼ') {
                plain.append('\'');
            } else {
                String bare = MARKS.matcher(Normalizer.normalize(String.valueOf(each), Normalizer.Form.NFKD))
                        .replaceAll("");
                plain.append(bare.length() == 1 ? bare.charAt(0) : each);
            }
        }
        return plain.toString();
    }

    static String key(String word) {
        String key = word.toLowerCase(Locale.ROOT);
        return key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
    }

    /** A number in digits or words; -1 where it is none. */
    static int number(@Nullable String word) {
        if (word == null) {
            return -1;
        }
        String key = key(word);
        if (key.chars().allMatch(Character::isDigit) && !key.isEmpty() && key.length() <= 4) {
            return Integer.parseInt(key);
        }
        return NUMBERS.getOrDefault(key, -1);
    }

    /** As alternatives of a pattern, the longest first. */
    static String any(Map<String, ?> words) {
        return words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(word -> word))
                .collect(Collectors.joining("|"));
    }
}
