package demi.presence;

import demi.api.MemoryApi.Recalled;
import demi.conductor.prompt.RecalledLines;
import demi.memory.recall.RecallQuery;
import demi.presence.Talk.Question;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Of all questions to long talks: whether evidence of the answer comes to her mind, and at which cost. */
final class RecallFigures {

    private static final List<String> SMALL_TALK = List.of(
            "See you then! Take care!",
            "Hi, how are you?",
            "Good morning!",
            "lol",
            "thanks, you too",
            "That's great to hear!",
            "Have a nice day",
            "Talk to you later, bye!",
            "Wow, awesome!",
            "I'm fine, and you?",
            "Sounds good!",
            "Haha that's funny",
            "What's up?",
            "ok cool",
            "Good night, sleep well",
            "Yeah, me too",
            "No worries at all",
            "I'm glad you liked it",
            "Thank you so much for the kind words",
            "Can't wait!");

    private static final String MONTHS =
            "January|February|March|April|May|June|July|August|September|October|November|December";
    private static final Pattern TIME = Pattern.compile("\\b(?:" + MONTHS
            + "|today|yesterday|tomorrow|ago|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|every year|\\d{4})\\b");
    private static final Pattern TIME_OF_ANSWER = Pattern.compile("\\b(?:" + MONTHS + "|\\d{4})\\b");

    private int questions;
    private int hits;
    private double recall;
    private long characters;
    private final Map<String, int[]> categories = new TreeMap<>();
    private int told;
    private int timed;
    private int whens;
    private int answered;
    private int small;
    private long drawnBySmall;
    private int last;
    private long drawnByLast;

    void measure(RememberingHouse house, Talk talk, boolean meaning) {
        if (meaning) {
            awaitMeanings(house, talk);
        }
        Map<String, Set<String>> turnsOf = new HashMap<>();
        talk.facts()
                .forEach(fact -> turnsOf.computeIfAbsent(fact.text(), text -> new HashSet<>())
                        .addAll(fact.turns()));
        talk.turns()
                .forEach(turn -> turnsOf.computeIfAbsent(turn.text(), text -> new HashSet<>())
                        .add(turn.id()));
        for (Question question : talk.questions()) {
            if (!question.evidence().isEmpty()) {
                ask(house, question, turnsOf);
            }
        }
        for (String text : SMALL_TALK) {
            small++;
            drawnBySmall += house.texts(house.recall(text)).size();
        }
        for (String text : lastLines(talk)) {
            last++;
            drawnByLast += house.texts(house.recall(text)).size();
        }
    }

    private static void awaitMeanings(RememberingHouse house, Talk talk) {
        long lines = talk.turns().stream()
                .filter(turn -> RecallQuery.of(turn.text()).words().size() >= 2)
                .count();
        Awaitility.await().atMost(Duration.ofMinutes(30)).until(() -> house.count("message_code") >= lines);
        Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .until(() -> house.count("memory_vector") >= talk.facts().size());
    }

    private void ask(RememberingHouse house, Question question, Map<String, Set<String>> turnsOf) {
        Recalled recalled = house.recall(question.text());
        List<String> texts = house.texts(recalled);
        Set<String> there = new HashSet<>();
        texts.forEach(text -> there.addAll(turnsOf.getOrDefault(text, Set.of())));
        long found = question.evidence().stream().filter(there::contains).count();
        questions++;
        hits += found > 0 ? 1 : 0;
        recall += (double) found / question.evidence().size();
        characters += texts.stream().mapToInt(text -> text.length() + 24).sum();
        if (found > 0 && question.text().startsWith("When ")) {
            time(RecalledLines.of(recalled, house.now(), ZoneOffset.UTC), question.answer());
        }
        int[] counts = categories.computeIfAbsent(question.category(), name -> new int[2]);
        counts[0] += found > 0 ? 1 : 0;
        counts[1]++;
    }

    /** Whether each line says when it was told or holds, and whether all that the answer says of month and year is there. */
    private void time(List<String> lines, String answer) {
        told += lines.size();
        timed += (int) lines.stream().filter(line -> TIME.matcher(line).find()).count();
        List<String> parts = TIME_OF_ANSWER
                .matcher(answer)
                .results()
                .map(part -> part.group())
                .toList();
        if (!parts.isEmpty()) {
            whens++;
            answered += lines.stream().anyMatch(line -> parts.stream().allMatch(line::contains)) ? 1 : 0;
        }
    }

    /** What is said last in each talk: it closes it, and mostly tells nothing. */
    private static List<String> lastLines(Talk talk) {
        List<String> last = new ArrayList<>();
        for (int i = 0; i < talk.turns().size(); i++) {
            Talk.Turn turn = talk.turns().get(i);
            boolean closes = i + 1 == talk.turns().size()
                    || Duration.between(turn.at(), talk.turns().get(i + 1).at()).toHours() > 6;
            if (closes) {
                last.add(turn.text());
            }
        }
        return last;
    }

    void print() {
        Figures.line("evidence in the prompt", "%.3f of %d questions", (double) hits / questions, questions);
        Figures.line("part of the evidence", "%.3f", recall / questions);
        Figures.line("tokens, about", "%d", Math.round(characters / 4.0 / questions));
        categories.forEach(
                (name, counts) -> Figures.line("  " + name, "%.3f of %d", (double) counts[0] / counts[1], counts[1]));
        Figures.line("of \"when\", with a time at each line", "%.3f of %d lines", (double) timed / told, told);
        Figures.line("  the answer's month and year there", "%.3f of %d", (double) answered / whens, whens);
        Figures.line("lines drawn by small talk", "%.2f", (double) drawnBySmall / small);
        Figures.line("lines drawn by last lines", "%.2f", (double) drawnByLast / last);
    }
}
