package demi.autonomy;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody asks her, in chat, not to write first for a while, or takes that back.
 *
 * @param length how long; zero takes it back
 */
record QuietWish(Duration length) {

    private static final Duration LONGEST = Duration.ofDays(365);
    /** Where no time is named. */
    private static final Duration USUAL = Duration.ofHours(8);
    /** At noon as well as in the evening: the quiet hours do the rest. */
    private static final Duration TONIGHT = Duration.ofHours(14);

    private static final String POLITE =
            "^(?:(?:ok|okay|hey|hi|hello|please|demi|bitte|sorry|now|hallo)[, ]+){0,6}(?:(?:can|could|would|will) you (?:please )?|kannst du (?:bitte )?|i(?:'d like| need| want) you to )?";

    private static final String AMOUNT =
            "(?:for|für)(?: the next| die nächsten)? (?<amount>\\d{1,4}(?:[.,]\\d)?|half an|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of|a few|eine?n?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|ein paar)"
                    + " ?(?<unit>minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|minuten?|stunden?|tage?n?|wochen?)";

    private static final Pattern QUIET = Pattern.compile(
            POLITE
                    + "(?:be|stay|keep) (?:quiet|silent)|^(?:bitte )?sei (?:bitte )?(?:still|ruhig|leise)|"
                    + POLITE
                    + "(?:leave me alone|do not (?:write|message|text)(?: to)? me(?: first)?|don['’]?t (?:write|message|text)(?: to)? me(?: first)?|give me (?:some )?(?:peace|quiet))|^lass mich (?:bitte )?in ruhe",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern REST = Pattern.compile(
            "^(?:[, ]+(?:" + AMOUNT
                    + "|(?<tonight>tonight|today|heute nacht|heute)|(?<tomorrow>(?:until|till) tomorrow|bis morgen)|please|bitte|now|jetzt|for now|for a while|a while|ok|okay|demi|thanks|thank you|danke)){0,6}[\\p{So}\\p{Punct} ]*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BACK = Pattern.compile(
            POLITE
                    + "(?:you (?:can|may) (?:write|talk|text|message)(?: to)?(?: me)? again|stop being (?:quiet|silent)|(?:you (?:don['’]t|do not) (?:have|need) to be|no need to be) (?:quiet|silent)(?: any ?more| any longer)?|du darfst (?:mir )?wieder schreiben)(?:[, ]+(?:now|please|jetzt|bitte)){0,6}[ .!]*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Map<String, Double> NUMBERS = Map.ofEntries(
            Map.entry("a", 1.0),
            Map.entry("an", 1.0),
            Map.entry("one", 1.0),
            Map.entry("ein", 1.0),
            Map.entry("eine", 1.0),
            Map.entry("einen", 1.0),
            Map.entry("two", 2.0),
            Map.entry("zwei", 2.0),
            Map.entry("three", 3.0),
            Map.entry("drei", 3.0),
            Map.entry("four", 4.0),
            Map.entry("five", 5.0),
            Map.entry("six", 6.0),
            Map.entry("eight", 8.0),
            Map.entry("ten", 10.0),
            Map.entry("seven", 7.0),
            Map.entry("nine", 9.0),
            Map.entry("eleven", 11.0),
            Map.entry("twelve", 12.0),
            Map.entry("a couple of", 2.0),
            Map.entry("a few", 3.0),
            Map.entry("ein paar", 3.0),
            Map.entry("vier", 4.0),
            Map.entry("fünf", 5.0),
            Map.entry("sechs", 6.0),
            Map.entry("sieben", 7.0),
            Map.entry("acht", 8.0),
            Map.entry("neun", 9.0),
            Map.entry("zehn", 10.0),
            Map.entry("elf", 11.0),
            Map.entry("zwölf", 12.0),
            Map.entry("half an", .5));

    /** Empty where the message is no such wish; it has to be the whole message, or a sentence of it. */
    static Optional<QuietWish> in(String message) {
        for (String sentence : message.split("[!?;\\n]+|\\.(?!\\d)", -1)) {
            String text = sentence.strip();
            if (BACK.matcher(text).find()) {
                return Optional.of(new QuietWish(Duration.ZERO));
            }
            Matcher quiet = QUIET.matcher(text);
            if (quiet.find()) {
                Matcher rest = REST.matcher(text.substring(quiet.end()));
                if (rest.matches()) {
                    return Optional.of(new QuietWish(length(rest)));
                }
            }
        }
        return Optional.empty();
    }

    private static Duration length(Matcher rest) {
        String amount = rest.group("amount");
        if (rest.group("tomorrow") != null) {
            return Duration.ofDays(1);
        }
        if (amount == null) {
            return rest.group("tonight") == null ? USUAL : TONIGHT;
        }
        Double word = NUMBERS.get(amount.toLowerCase(Locale.ROOT));
        double number = word == null ? Double.parseDouble(amount.replace(',', '.')) : word;
        Duration length =
                Duration.ofSeconds(Math.round(number * unit(rest.group("unit")).toSeconds()));
        return length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    private static Duration unit(String name) {
        String unit = name.toLowerCase(Locale.ROOT);
        return unit.startsWith("m")
                ? Duration.ofMinutes(1)
                : unit.startsWith("h") || unit.startsWith("s")
                        ? Duration.ofHours(1)
                        : unit.startsWith("d") || unit.startsWith("t") ? Duration.ofDays(1) : Duration.ofDays(7);
    }
}
