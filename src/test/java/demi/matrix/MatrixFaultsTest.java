package demi.matrix;

import static demi.matrix.FakeMatrix.ANNA;
import static demi.matrix.FakeMatrix.BOB;
import static demi.matrix.FakeMatrix.DEMI;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi.Status;
import demi.app.RunningApplication;
import demi.discord.standin.DiscordStandInTest.JdaLog;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Restarts, limits, and what a homeserver refuses. */
@Tag("slow")
class MatrixFaultsTest extends MatrixRoomFixture {

    private final JdaLog log = new JdaLog("demi");

    @BeforeEach
    void listen() {
        log.attach();
    }

    @AfterEach
    void leave() {
        log.detach();
    }

    @Test
    void whatIsSaidWhileSheIsAwayIsAnsweredOnceUnlessItIsOld() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        String bobs = matrix.room(DEMI, BOB);
        open();
        matrix.say(room, ANNA, "one");
        posted(room, 1);
        close();
        matrix.say(room, ANNA, "two");
        matrix.ago(Duration.ofHours(30));
        matrix.say(bobs, BOB, "long ago");
        matrix.ago(Duration.ZERO);
        open();
        posted(room, 2);
        close();
        open();
        matrix.say(bobs, BOB, "anybody?");
        posted(bobs, 1);
        assertEquals(List.of("one", "two", "anybody?"), asked());
        assertEquals(2, hers(room).size());
    }

    @Test
    void whatIsSaidAfterAStartThatHeardNothingIsAnsweredToo() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        open();
        close();
        matrix.say(room, ANNA, "hello");
        open();
        posted(room, 1);
        assertEquals(List.of("hello"), asked());
    }

    @Test
    void whatIsToldAgainAfterARestartIsAnsweredOnce() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.say(room, ANNA, "one");
        posted(room, 1);
        close();
        // As after a kill: what was heard is kept, up to where is not.
        forgetPosition();
        matrix.say(room, ANNA, "two");
        open();
        posted(room, 2);
        assertEquals(List.of("one", "two"), asked());
        assertEquals(2, hers(room).size());
    }

    /** Puts back the position to where it was before anything was said. */
    private void forgetPosition() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("data").resolve("demi.sqlite");
        try (var connection = java.sql.DriverManager.getConnection(url);
                var statement = connection.prepareStatement("UPDATE choice SET value = ? WHERE name = ?")) {
            statement.setString(1, matrix.address() + " s1_2");
            statement.setString(2, "network.position.matrix");
            assertEquals(1, statement.executeUpdate());
        }
    }

    @Test
    void whatWasTypedJustBeforeAStopIsKeptAndAnsweredOnce() throws Exception {
        burstPause = "10s";
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.say(room, ANNA, "are you");
        matrix.say(room, ANNA, "there?");
        matrix.say(room, ANNA, "link AAAAA-AAAAA");
        posted(room, 1);
        close();
        burstPause = "100ms";
        open();
        posted(room, 2);
        close();
        open();
        matrix.say(room, ANNA, "good");
        posted(room, 3);
        assertEquals("are you\nthere?", asked().get(asked().size() - 2));
        assertEquals("good", asked().get(asked().size() - 1));
        assertEquals(3, hers(room).size());
    }

    @Test
    void whatAnEarlierProcessDidNotAnswerIsAnswered() throws Exception {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.say(room, ANNA, "are you there?");
        get(ollama.awaitOpen(1));
        close();
        ollama.play(Script.saying(REPLY));
        open();
        assertEquals(List.of(REPLY), texts(room, 1));
    }

    @Test
    void aRateLimitIsWaitedForAndALostAnswerIsNoSecondMessage() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        open();
        matrix.failNext(
                "send",
                429,
                "application/json",
                "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"x\",\"retry_after_ms\":50}");
        matrix.cutAfterNext("send");
        matrix.say(room, ANNA, "hello");
        posted(room, 1);
        matrix.say(room, ANNA, "and again");
        posted(room, 2);
        assertEquals(2, hers(room).size());
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void aWrongTokenIsSaidInPlainWords() throws Exception {
        token = "syt_wrong_token";
        RunningApplication opened = openWithoutWaiting();
        await().until(() -> health(opened).detail().startsWith("Matrix refuses"));
        assertEquals(Status.DEGRADED, health(opened).status());
        assertEquals(
                "Matrix refuses matrix.access_token, since the homeserver does not accept the access token; make a new one.",
                health(opened).detail());
        assertEquals(
                List.of(health(opened).detail()),
                log.warnings().stream().filter(line -> line.contains("Matrix")).toList());
        assertFalse(log.warnings().toString().contains("syt_"));
    }

    @Test
    void aTokenThatIsRevokedIsSaidToo() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        RunningApplication opened = open();
        matrix.say(room, ANNA, "hello");
        posted(room, 1);
        matrix.revoke(true);
        await().until(() -> health(opened).detail().contains("has ended the session"));
    }

    @Test
    void anOutageIsSaidAndEnds() throws Exception {
        String room = matrix.room(DEMI, ANNA);
        RunningApplication opened = open();
        matrix.failNext("sync", 502, "text/html", "<html>");
        matrix.say(room, ANNA, "wake up");
        posted(room, 1);
        matrix.say(room, ANNA, "once more");
        posted(room, 2);
        assertEquals(Status.UP, health(opened).status());
        assertTrue(
                log.warnings().stream().allMatch(line -> line.contains("The homeserver")),
                log.warnings().toString());
    }
}
