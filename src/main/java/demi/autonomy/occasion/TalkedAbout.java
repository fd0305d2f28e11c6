package demi.autonomy.occasion;

import demi.api.ChatApi.OccasionKind;
import demi.api.value.Message;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether somebody has spoken of an occasion already. When in doubt they have: rather no question than one too many. */
public final class TalkedAbout {

    private static final int SHORTEST = 3;
    /** Of that many letters a word is the same whatever follows: "exam", "exams". */
    private static final int STEM = 5;

    private static final Set<String> SAY_NOTHING = Set.copyOf(List.of(
            ("has have had having will with from that this their they them there about into for and the his her its on at to"
                            + " next last first new big day days week weekend today tomorrow morning evening afternoon night"
                            + " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
                            + " september october november december going goes takes taking gets getting wants plans planning"
                            + " hat haben wird mit von vom zum zur den dem der die das ein eine einen einem einer und f\u00FCr auf bei nach"
                            + " n\u00E4chste n\u00E4chsten heute morgen abend tag tage woche wochenende montag dienstag mittwoch donnerstag freitag samstag"
                            + " sonntag januar februar m\u00E4rz mai juni juli oktober dezember geht macht seine ihre")
                    .split(" ", -1)));

    private static final Pattern OUTCOME =
            words("(?:it|that|all|everything) went|went (?:well|great|ok(?:ay)?|fine|bad\\w*"
                    + "|terribl\\w*|horribl\\w*|good|smooth\\w*|better|awful\\w*|so|really|pretty)|it was (?:so |really |pretty |very )?\\w+"
                    + "|passed|failed|flunked|nailed it|aced|survived|did it|made it|got the job"
                    + "|(?:lief|ging|war) (?:\\w+ )?(?:gut|super|ok(?:ay)?|schlecht|schrecklich|toll|besser|furchtbar|bestens|prima)"
                    + "|geschafft|bestanden|durchgefallen|\u00FCberstanden|hinter mir|aprob\u00E9|r\u00E9ussi");

    private static final Pattern BACK =
            words("back|home|returned|landed|arrived|unpacked|zur\u00FCck|daheim|zuhause|gelandet"
                    + "|angekommen|vuelta|rentr\u00E9e?");

    private static final Pattern BIRTHDAY = words("birthday|bday|geburtstag|cumplea\u00F1os|anniversaire|compleanno");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private TalkedAbout() {}

    private static Pattern words(String any) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])", Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** @param since what was said later than {@link Occasion#talkedSince} */
    public static boolean in(List<Message> since, Occasion occasion) {
        Set<String> stems = tokens(occasion.content())
                .filter(word -> !SAY_NOTHING.contains(word))
                .map(TalkedAbout::stem)
                .collect(Collectors.toSet());
        Pattern telling = telling(occasion.what().kind());
        return since.stream()
                .filter(message -> !message.createdAt().isBefore(occasion.talkedSince()))
                .anyMatch(message -> tells(message, telling)
                        || tokens(message.content()).anyMatch(word -> stems.contains(stem(word))));
    }

    private static boolean tells(Message message, Pattern telling) {
        return message.sender() == Message.Sender.USER
                && telling.matcher(message.content().toLowerCase(Locale.ROOT)).find();
    }

    private static Pattern telling(OccasionKind kind) {
        return switch (kind) {
            case HOW_DID_IT_GO -> OUTCOME;
            case TRIP_OVER -> BACK;
            case BIRTHDAY -> BIRTHDAY;
            case GOOD_LUCK, FAMILY_DAY -> NOTHING;
        };
    }

    private static Stream<String> tokens(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> word.length() >= SHORTEST);
    }

    private static String stem(String word) {
        return word.length() <= STEM ? word.replaceAll("s$", "") : word.substring(0, STEM);
    }
}
