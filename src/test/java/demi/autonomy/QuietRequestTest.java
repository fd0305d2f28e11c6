package demi.autonomy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.bus.Ack;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quiet that people ask for. */
class QuietRequestTest extends AutonomyRoomFixture {

    private void meant(String said, String until) {
        house.ask(
                AutonomyApi.APPLY_MODEL_QUIET,
                new AutonomyApi.ApplyModelQuiet("ann", List.of(said), until, house.now()));
    }

    @Test
    void quietIsAskedForInChatAndByTheClock() {
        lonely();
        // Long enough that she is still lonely an hour after they are back.
        house.pass(DAY.multipliedBy(2));
        house.say("ann", "Please be quiet for 1 hour.");
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until() != null);
        house.pass(Duration.ofMinutes(10));
        house.look();
        assertEquals("You asked for quiet until 13:00.", house.newest("ann").reason());
        house.say("ann", "You can write to me again");
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until() == null);
        house.pass(Duration.ofMinutes(35));
        house.look();
        assertEquals(Kind.CHECK_IN, house.newest("ann").kind());
    }

    /** It is noon; the model has made out until when. */
    @Test
    void quietThatAModelMakesOutIsBelievedOnlyTogetherWithWordsThatAskForIt() {
        lonely();
        meant("I got the job!", "tomorrow 18:00");
        String words = "It would be great if you did not message me before this evening";
        meant(words, "some day");
        assertNull(house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until());
        meant(words, "today 18:00");
        Instant evening = house.now().plus(Duration.ofHours(6));
        assertEquals(
                evening,
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until());
        house.look();
        assertEquals("You asked for quiet until 18:00.", house.newest("ann").reason());
    }

    /** It is noon of a Tuesday by her clock, and later in the evening by that of Tokyo. */
    @Test
    void whatSheUnderstandsIsConfirmedByThePersonsOwnClock() {
        lonely();
        house.ask(
                AutonomyApi.SET_QUIET,
                new AutonomyApi.SetQuiet("ann", new AutonomyApi.Quiet(null, null, null, ZoneId.of("Asia/Tokyo"))));
        house.ollama.play(Script.saying("Fine, peace then."));
        house.say("ann", "Please don't text me until tomorrow, I have an exam");
        assertEquals(
                "Fine, peace then.\n\n"
                        + "(I won't write to you first until tomorrow, 08:00. “You can write again” undoes it.)",
                house.newestMessage("ann"));
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until() != null);
        house.say("ann", "What a day");
        assertEquals("Fine, peace then.", house.newestMessage("ann"));
        String prompt = house.ollama.chats().get(house.ollama.chats().size() - 1);
        assertTrue(prompt.contains("you will not write to them first until tomorrow, 08:00. Agree in a word"));
        assertFalse(prompt.contains("undoes it"), "she does not learn to say it");
        house.say("ann", "Lass mich noch 3 Stunden in Ruhe");
        assertTrue(house.newestMessage("ann").contains("bis morgen, 08:00 Uhr."), "it is not shortened");
        house.say("ann", "du darfst wieder schreiben");
        assertTrue(house.newestMessage("ann").endsWith("(Ich darf dir wieder von mir aus schreiben.)"));
        await().until(() ->
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until() == null);
    }

    @Test
    void aZoneThatIsSuggestedIsKeptWhereThereIsNone() {
        lonely();
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Asia/Tokyo")));
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Europe/Rome")));
        assertEquals(
                ZoneId.of("Asia/Tokyo"),
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).zone());
        AutonomyApi.Quiet own = new AutonomyApi.Quiet(null, null, null, ZoneId.of("America/Lima"));
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", own));
        house.ask(AutonomyApi.SUGGEST_ZONE, new AutonomyApi.SuggestZone("ann", ZoneId.of("Europe/Rome")));
        assertEquals(
                ZoneId.of("America/Lima"),
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).zone());
    }

    @Test
    void quietThatIsAskedForWhileSheLooksForWordsIsKept() {
        lonely();
        Promise<Void> enough = Promise.promise();
        house.ollama.play(request -> List.of(ScriptStep.gate(enough.future()), ScriptStep.say("How is Porto, then?")));
        Future<Ack> looking = house.bus.request(AutonomyApi.RUN_NOW, new AutonomyApi.RunNow());
        await().until(() -> house.ollama.open() == 1);
        Quiet quiet = new Quiet(house.now().plus(Duration.ofHours(8)), null, null, null);
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", quiet));
        enough.complete();
        ProactiveFixture.get(looking);
        assertEquals(2, house.messages("ann").size());
        assertEquals("asked_for_quiet", house.newest("ann").code());
    }

    @Test
    void aShortWishForQuietDoesNotEndALongOne() {
        lonely();
        Instant until = house.now().plus(Duration.ofHours(200));
        house.ask(AutonomyApi.SET_QUIET, new AutonomyApi.SetQuiet("ann", new Quiet(until, null, null, null)));
        house.say("ann", "Be quiet, please.");
        house.say("ann", "Anyway.");
        assertEquals(
                until,
                house.ask(AutonomyApi.QUIET, new AutonomyApi.GetQuiet("ann")).until());
    }
}
