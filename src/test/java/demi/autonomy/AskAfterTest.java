package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.MemoryApi;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.Asked;
import demi.api.value.EmotionLevels;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.bus.Ack;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of somebody's life she asks after: once, at a good hour, whatever she feels, and only what is theirs. */
class AskAfterTest extends AutonomyRoomFixture {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
    private static final Holding AT_TWO = new Holding(TODAY, TODAY, LocalTime.of(14, 0), false);

    /** It is ten; a talk is half an hour ago at eleven. */
    private void exam() {
        open();
        house.say("ann", "Hello Demi");
        house.know("ann", "exam", MemoryKind.EVENT, "Has an exam in maths", AT_TWO);
    }

    private void at(int hour) {
        house.pass(Duration.between(
                house.now(),
                TODAY.atStartOfDay()
                        .plusHours(hour)
                        .atZone(ProactiveFixture.ZONE)
                        .toInstant()));
    }

    private String note() {
        JsonArray prompt = prompt();
        return prompt.getJsonObject(prompt.size() - 1).getString("content");
    }

    private long spoken(String user) {
        return house.decisions(user).stream()
                .filter(each -> each.kind() != Kind.NOTHING)
                .count();
    }

    @Test
    void anExamIsAskedAfterOnceWhateverSheFeels() {
        exam();
        at(16);
        house.look();
        assertEquals("content", house.newest("ann").code(), "it takes its time");
        at(18);
        house.ollama.play(Script.saying("So, how did maths go?"));
        house.look();
        Decision decision = house.newest("ann");
        assertEquals(Kind.CHECK_IN, decision.kind());
        assertEquals("asks_after", decision.code());
        assertEquals("exam", decision.memoryId());
        assertEquals("", decision.trigger());
        assertEquals(
                "Something that you told her of is over, and she asks after it; 1 of 5 this hour.", decision.reason());
        assertEquals("So, how did maths go?", last("ann"));
        assertTrue(note().contains("- Has an exam in maths\nIt was this afternoon. Ask how it went"), note());
        assertFalse(note().contains("lonely"), note());
        house.say("ann", "Fine, fine");
        house.pass(Duration.ofHours(2));
        house.look();
        assertEquals(1, spoken("ann"));
    }

    @Test
    void onceAlsoOverARestartInEveryPhase() {
        exam();
        at(18);
        // The right is taken, and the process ends before a word is there.
        Asked after = new Asked("exam", "2026-11-02 how_did_it_go");
        AutonomyStore.Claim claim = new AutonomyStore.Claim(
                "lost",
                "ann",
                "",
                Kind.CHECK_IN,
                "",
                EmotionLevels.neutral(),
                house.now(),
                Duration.ofHours(1),
                5,
                after);
        assertTrue(house.ask(AutonomyStore.CLAIM, claim).granted());
        house.restart();
        house.look();
        assertEquals(0, spoken("ann"));
        house.pass(Duration.ofMinutes(100));
        house.ask(
                AutonomyStore.PRUNE, new AutonomyStore.Prune(START, house.now().minus(Duration.ofMinutes(90))));
        house.look();
        assertEquals("asks_after", house.newest("ann").code(), "nothing was said: the right is free again");
        house.restart();
        house.say("ann", "Hm");
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals(1, spoken("ann"));
        AutonomyStore.Claim again = new AutonomyStore.Claim(
                "again",
                "ann",
                "",
                Kind.CHECK_IN,
                "",
                EmotionLevels.neutral(),
                house.now(),
                Duration.ofHours(1),
                5,
                after);
        assertFalse(house.ask(AutonomyStore.CLAIM, again).granted(), "the store does not allow it twice");
    }

    @Test
    void whoHasToldOfItIsNotAsked() {
        exam();
        at(16);
        house.say("ann", "The exam was easy!");
        at(18);
        house.look();
        assertEquals(0, spoken("ann"));
    }

    @Test
    void whatWasDeletedWhileSheLookedForWordsIsNotSaid() {
        exam();
        at(18);
        Promise<Void> thinking = Promise.promise();
        house.ollama.play(request -> List.of(
                ScriptStep.gate(thinking.future()), ScriptStep.say("How was the exam?"), ScriptStep.done("stop")));
        Future<Ack> looking = house.bus.request(AutonomyApi.RUN_NOW, new AutonomyApi.RunNow());
        await().until(() -> house.ollama.open() == 1);
        house.ask(MemoryApi.FORGET, new MemoryApi.Forget("ann", "exam"));
        thinking.complete();
        ProactiveFixture.get(looking);
        assertEquals("forgotten", house.newest("ann").code());
        assertEquals("exam", house.newest("ann").memoryId());
        assertEquals(2, house.messages("ann").size());
        house.look();
        assertEquals("content", house.newest("ann").code());
    }

    @Test
    void twoOnOneDayComeOneAfterTheOther() {
        exam();
        house.know(
                "ann",
                "driving",
                MemoryKind.EVENT,
                "Has a driving test",
                new Holding(TODAY, TODAY, LocalTime.of(12, 0), false));
        at(18);
        house.look();
        assertEquals("driving", house.newest("ann").memoryId(), "the first is the first");
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals("unanswered", house.newest("ann").code(), "who has not answered is not asked the next thing");
        house.say("ann", "Hi");
        house.pass(Duration.ofMinutes(61));
        house.look();
        assertEquals("exam", house.newest("ann").memoryId());
    }

    @Test
    void nobodyIsAskedAfterWhatIsAnothersOrOver() {
        exam();
        house.add("bob");
        house.say("bob", "Hello");
        house.write("UPDATE memory SET ended_at = '2026-11-02T10:00:00Z'");
        at(18);
        house.look();
        assertEquals(0, spoken("ann") + spoken("bob"));
        house.know("bob", "his", MemoryKind.EVENT, "Has an interview", AT_TWO);
        house.write("UPDATE memory SET created_at = '2026-11-01T10:00:00Z'");
        house.look();
        assertEquals(0, spoken("ann"));
        assertEquals("his", house.newest("bob").memoryId());
    }

    @Test
    void whatForbidsACheckInForbidsThis() {
        exam();
        at(18);
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(true));
        house.look();
        assertEquals("paused", house.newest("ann").code());
        house.ask(AutonomyApi.PAUSE, new AutonomyApi.Pause(false));
        house.ask(
                AutonomyApi.SET_QUIET,
                new AutonomyApi.SetQuiet("ann", new Quiet(house.now().plus(Duration.ofHours(1)), null, null, null)));
        house.look();
        assertEquals("asked_for_quiet", house.newest("ann").code());
        house.pass(Duration.ofMinutes(61));
        house.say("ann", "Phew");
        house.look();
        assertEquals("talking", house.newest("ann").code());
        at(23);
        house.look();
        assertEquals("quiet_hours", house.newest("ann").code());
        at(34);
        house.look();
        assertEquals("asks_after", house.newest("ann").code(), "on the next day it is no news yet");
        assertTrue(note().contains("It was yesterday. "), note());
    }

    @Test
    void aQuestionTakesThePlaceOfASharpWord() {
        lonely();
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
        LocalDate birthday = LocalDate.parse("2026-11-04");
        house.know(
                "ann",
                "birthday",
                MemoryKind.IDENTITY,
                "Birthday is 4 November",
                new Holding(birthday, birthday, null, true));
        house.pass(DAY.plusHours(1));
        house.look();
        assertEquals(Kind.FOLLOW_UP, house.newest("ann").kind());
        assertEquals("asks_after", house.newest("ann").code());
        assertTrue(note().contains("Today is their birthday."), note());
        assertFalse(note().contains("passive-aggressive"), note());
        house.pass(DAY.plusHours(2));
        house.look();
        assertEquals(Kind.HURT, house.newest("ann").kind(), "it counts like any other that got no answer");
    }

    @Test
    void aHolidayIsQuietAndEndsWithOneWord() {
        open();
        house.say("ann", "Off to Porto tomorrow");
        house.know(
                "ann",
                "porto",
                MemoryKind.EVENT,
                "Is on holiday in Porto",
                new Holding(TODAY.plusDays(1), TODAY.plusDays(9), null, false));
        for (int hour = 0; hour < 9 * 24; hour++) {
            house.pass(Duration.ofHours(1));
            house.look();
        }
        assertEquals(0, spoken("ann"));
        assertEquals(
                1,
                house.decisions("ann").stream()
                        .map(Decision::code)
                        .filter("holiday"::equals)
                        .distinct()
                        .count());
        for (int hour = 0; hour < 36; hour++) {
            house.pass(Duration.ofHours(1));
            house.look();
        }
        Decision back = house.decisions("ann").stream()
                .filter(each -> each.kind() != Kind.NOTHING)
                .findFirst()
                .orElseThrow();
        assertEquals(1, spoken("ann"));
        assertEquals("porto", back.memoryId());
        assertTrue(note().contains("they should be back"), note());
    }

    @Test
    void aBirthdayIsTheirsByTheirClockAndOnceAYear() {
        open();
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", new Quiet(null, null, null, tokyo)));
        house.say("ann", "Hello");
        LocalDate third = LocalDate.parse("1990-11-03");
        house.know(
                "ann",
                "birthday",
                MemoryKind.IDENTITY,
                "Birthday is 3 November",
                new Holding(third, third, null, true));
        // Half past midnight in Berlin: half past eight in Tokyo.
        house.pass(Duration.ofHours(15));
        house.look();
        assertEquals("birthday", house.newest("ann").memoryId());
        house.say("ann", "Thank you!");
        house.pass(Duration.ofHours(2));
        house.look();
        assertEquals(1, spoken("ann"));
        house.pass(Duration.ofDays(365).minusHours(2));
        // Not lonely, so that nothing else makes her write.
        house.say("ann", "Hello again");
        house.pass(Duration.ofHours(1));
        house.look();
        assertEquals(2, spoken("ann"));
        assertEquals("birthday", house.newest("ann").memoryId());
    }

    @Test
    void whatIsFeltHasNoMemory() {
        lonely();
        house.look();
        assertNull(house.newest("ann").memoryId());
    }
}
