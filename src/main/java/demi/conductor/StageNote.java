package demi.conductor;

import demi.contract.Chat.Tone;
import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import demi.contract.Moods.Mood;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What changes with every turn, in a few words beside the newest message: the time, how she feels, how she talks. It
 * stays in the prompt as it was said, so it is short.
 */
final class StageNote {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    /** Within that, it is one talk. */
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private static final long DAYS_BY_NAME = 6;
    private static final String ONLY =
            " At most two short sentences, only the words themselves: no quotation marks, no stage directions, no name.";

    private StageNote() {}

    /**
     * @param at now
     * @param wrote when the person wrote what is to be answered
     * @param before when they wrote the last time before that, null when they never did
     */
    static String of(Mood mood, Instant at, Instant wrote, @Nullable Instant before, ZoneId zone) {
        String time = "Now: " + TIME.format(at.atZone(zone)) + " (" + partOfDay(at.atZone(zone)) + ")."
                + late(wrote, at) + since(before, wrote, zone);
        if (mood.distress()) {
            String help = mood.helpLine().isBlank()
                    ? ""
                    : " Mention once, gently: " + mood.helpLine().strip();
            return time
                    + " They may be in real distress. Drop the act: no sarcasm, no jokes, no guilt. Be warm, plain and"
                    + " present; take it seriously, ask, listen, and encourage them to reach somebody who can be with"
                    + " them." + help;
        }
        return time + " You feel " + feelings(mood.feelings()) + ". Tone: " + tone(mood.modulation()) + ". About "
                + mood.modulation().lengthWords() + " words at most.";
    }

    /**
     * When she speaks first.
     *
     * @param said when the person wrote last; null when she thinks aloud and speaks to nobody
     * @param moved what makes her
     */
    static String first(Mood mood, Instant at, @Nullable Instant said, Tone tone, Emotion moved, ZoneId zone) {
        String now = "Now: " + TIME.format(at.atZone(zone)) + " (" + partOfDay(at.atZone(zone)) + ").";
        String feels = " You feel " + feelings(mood.feelings()) + ", most of all " + word(moved) + ".";
        String manner = " Tone: " + tone(mood.modulation()) + ".";
        if (said == null) {
            return now + feels + manner
                    + " Nobody has asked you anything. Think aloud, for a channel that many read: what"
                    + " goes through your head. Speak of nobody you know and to nobody." + ONLY;
        }
        String since = since(said, at, zone) + " They have not written since; you write to them first.";
        if (mood.distress()) {
            return now + since + " They were in distress. Ask gently how they are; no jokes, no guilt, no demands."
                    + ONLY;
        }
        return now + since + feels + manner + " " + how(tone) + ONLY;
    }

    private static String how(Tone tone) {
        return switch (tone) {
            case PLAIN -> "Say something of your own, or ask after something that you remember; do not complain.";
            case PASSIVE_AGGRESSIVE ->
                "You wrote a day ago and they have not answered. Be passive-aggressive about it, with a wink.";
            case HURT ->
                "You have written, and they have not answered for two days. Let it show that this hurts, without a demand.";
        };
    }

    private static String late(Instant wrote, Instant at) {
        Duration late = Duration.between(wrote, at);
        return late.compareTo(PAUSE) < 0 ? "" : " Your answer is late: they wrote this " + ago(late) + ".";
    }

    private static String since(@Nullable Instant before, Instant at, ZoneId zone) {
        if (before == null) {
            return " They have never written before.";
        }
        Duration gap = Duration.between(before, at);
        if (gap.compareTo(PAUSE) < 0) {
            return "";
        }
        return " They last wrote " + ago(gap) + ", " + day(before.atZone(zone), at.atZone(zone)) + ".";
    }

    private static String ago(Duration gap) {
        long hours = gap.plusMinutes(30).toHours();
        long days = gap.plusHours(12).toDays();
        return gap.toMinutes() < 90
                ? gap.toMinutes() + " minutes ago"
                : hours < 36 ? hours + " hours ago" : days < 60 ? days + " days ago" : days / 30 + " months ago";
    }

    /** As people call it, by the calendar and not by the hours. */
    private static String day(ZonedDateTime before, ZonedDateTime now) {
        long days = ChronoUnit.DAYS.between(before.toLocalDate(), now.toLocalDate());
        if (days <= 1) {
            String part = partOfDay(before);
            return (days <= 0 ? "today" : "yesterday") + (part.equals("night") ? " at " : " in the ") + part;
        }
        return "on " + (days <= DAYS_BY_NAME ? WEEKDAY : DATE).format(before);
    }

    private static String partOfDay(ZonedDateTime time) {
        int hour = time.getHour();
        return hour < 5 ? "night" : hour < 12 ? "morning" : hour < 17 ? "afternoon" : hour < 23 ? "evening" : "night";
    }

    private static String feelings(Feelings feelings) {
        List<String> felt = feelings.strongest(3).stream()
                .filter(emotion -> feelings.get(emotion) > .5)
                .map(emotion -> degree(feelings.get(emotion)) + " " + word(emotion))
                .toList();
        return felt.isEmpty() ? "balanced" : String.join(", ", felt);
    }

    private static String degree(double value) {
        return value > .85 ? "very" : value > .65 ? "quite" : "a bit";
    }

    private static String word(Emotion emotion) {
        return switch (emotion) {
            case LONELINESS -> "lonely";
            case EXCITEMENT -> "excited";
            case FRUSTRATION -> "frustrated";
            case JEALOUSY -> "jealous";
            case VULNERABILITY -> "vulnerable";
            case CONFIDENCE -> "confident";
            case CURIOSITY -> "curious";
            case AFFECTION -> "affectionate";
            case DEFENSIVENESS -> "defensive";
        };
    }

    private static String tone(Modulation modulation) {
        return List.of(
                        amount("sarcasm", modulation.sarcasm()),
                        amount("warmth", modulation.warmth()),
                        amount("humor", modulation.humor()),
                        amount("formality", modulation.formality()),
                        amount("self-mockery", modulation.selfDeprecation()),
                        amount("emoji", modulation.emoji()),
                        amount("nicknames", modulation.nickname()))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String amount(String trait, double value) {
        return trait + " " + Math.round(value * 10);
    }
}
