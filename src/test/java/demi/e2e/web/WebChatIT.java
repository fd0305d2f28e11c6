package demi.e2e.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.e2e.Jar;
import demi.e2e.TestClient;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Talking with her in the browser. */
class WebChatIT extends WebTest {

    private static final String HOSTILE = """
            Look: <img src=x onerror="document.title='broken in'"> and <script>document.title='broken in'</script>
            [press me](javascript:document.title='broken in') and [here](https://example.org/a) and \u202Edesrever\u202C.

            ```js
            document.title = "only shown"
            ```

            3. three
            4. four

            - [x] done

            | a | b |
            |---|--:|
            | 1 | <svg onload="document.title='broken in'"> |
            """;

    @Test
    void fromTheFirstStartToTheFirstReplyAndStillThereAfterAReload() throws Exception {
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE)) {
            setUp(phone, jar);
            phone.say("Hello");
            phone.reads("Oh, it is you. What did you break this time?");
            assertFalse(String.valueOf(phone.script("return location.href")).contains("code"));
            assertEquals(null, phone.script("return localStorage.getItem('demi.tokens')"));
            assertEquals("", phone.script("return document.cookie"), "no script reads the refresh token");
            phone.reload();
            phone.reads("Oh, it is you. What did you break this time?");
            assertEquals(2, phone.count(".message"));
            assertEquals("", phone.console());
        }
    }

    @Test
    void twoBrowsersOfOnePersonStayInStep() throws Exception {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.say("Once upon "), ScriptStep.gate(gate.future()), ScriptStep.say("a time.")));
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE);
                Browser desk = Browser.open(Browser.DESK)) {
            setUp(phone, jar);
            login(desk, jar);
            phone.say("Tell me a story");
            desk.reads("Tell me a story");
            desk.reads("Once upon");
            desk.click("Stop");
            phone.see(".hers .mark");
            assertEquals(List.of("stopped"), phone.texts(".hers .mark"), "what was stopped says so");
            gate.complete();
            ollama.play(Script.saying("Something else."));

            desk.see(".hers .opener").click();
            desk.click("Answer again");
            phone.reads("Something else.");
            phone.readsNoMore("Once upon");
            desk.reads("Something else.");

            desk.see(".mine .opener").click();
            desk.click("Edit");
            desk.see(".editing");
            desk.fill("#words", Keys.chord(Keys.CONTROL, "a") + "Sing to me" + Keys.ENTER);
            phone.reads("Sing to me");
            phone.readsNoMore("Tell me a story");
            await().until(() -> phone.count(".hers:not(.typing)") == 1);

            phone.see(".mine .opener").click();
            phone.click("Delete");
            phone.see("dialog .danger").click();
            desk.readsNoMore("Sing to me");
            assertEquals("", desk.console());
        }
    }

    @Test
    void whatSheSaysIsMarkdownAndNothingOfItRuns() throws Exception {
        ollama.play(Script.saying(HOSTILE));
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE)) {
            setUp(phone, jar);
            phone.say("<b>bold</b> <img src=x onerror=\"document.title='broken in'\">");
            phone.reads("only shown");
            phone.reads("<b>bold</b>");
            phone.reads("<img src=x onerror=");
            phone.see(".code button");
            phone.see(".hers ol[start='3']");
            phone.see(".hers [type=checkbox]:disabled:checked");
            phone.see(".hers th[align=right]");
            assertEquals("Demi", phone.driver().getTitle());
            assertEquals(0, phone.count(".message img, .message script, .message svg:not(.icon), .message b"));
            assertEquals(List.of("https://example.org/a"), links(phone));
            assertEquals("noreferrer noopener nofollow", phone.see(".words a").getAttribute("rel"));
            phone.picture("hostile-phone");

            assertEquals(
                    phone.number("return document.documentElement.clientWidth"),
                    phone.number("return document.documentElement.scrollWidth"),
                    "nothing is wider than the phone");
            assertEquals("", phone.console());
        }
    }

    private static List<String> links(Browser browser) {
        return browser.strings(
                browser.script("return [...document.querySelectorAll('.words a')].map((link) => link.href)"));
    }

    @Test
    void aPictureGoesToAModelThatSees() throws Exception {
        ollama.models().add("llava:7b");
        Path picture = directory.resolve("picture.png");
        ImageIO.write(new BufferedImage(2_000, 1_000, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        try (Jar jar = Jar.serve(directory, Map.of("OLLAMA_BASE_URL", ollama.baseUrl(), "OLLAMA_MODEL", "llava:7b"));
                Browser phone = Browser.open(Browser.PHONE)) {
            setUp(phone, jar);
            phone.driver().findElement(By.cssSelector("[type=file]")).sendKeys(picture.toString());
            phone.see(".attached img");
            phone.say("Look at this");
            phone.reads("What did you break this time?");
            assertTrue(ollama.received().stream()
                    .anyMatch(request -> request.body().contains("\"images\":[\"/9j/")));
            phone.reload();
            phone.see(".mine img");
            await().until(() ->
                    Long.valueOf(1280).equals(phone.script("return document.querySelector('.mine img').naturalWidth")));
            phone.picture("picture-phone");
            assertEquals("", phone.console());
        }
    }

    @Test
    void aVeryLongReplyIsShownWhole() throws Exception {
        StringBuilder lengthy = new StringBuilder();
        for (int i = 0; lengthy.length() < 40_000; i++) {
            lengthy.append("Paragraph ")
                    .append(i)
                    .append(" of hers, with **weight ")
                    .append(i)
                    .append("**.\n\n");
        }
        try (Jar jar = serve()) {
            TestClient.setUp(jar);
        }
        remember(List.of("Tell me more", lengthy.toString()));
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE)) {
            login(phone, jar);
            await().until(() -> phone.count(".hers strong") > 850);
            assertEquals("", phone.console());
        }
    }

    @Test
    void olderMessagesComeOnScrollingUpWhileAReplyStreamsAndAreFound() throws Exception {
        Promise<Void> gate = Promise.promise();
        ollama.play(
                Script.of(ScriptStep.say("Slowly, "), ScriptStep.gate(gate.future()), ScriptStep.say("she ended.")));
        try (Jar jar = serve()) {
            TestClient.setUp(jar);
        }
        remember(IntStream.range(0, 1_000).mapToObj(i -> "message number " + i).toList());
        try (Jar jar = serve();
                Browser desk = Browser.open(Browser.DESK)) {
            login(desk, jar);
            desk.reads("message number 999");
            desk.say("Go on");
            desk.reads("Slowly,");
            for (int page = 0; page < 4; page++) {
                String first = String.valueOf(desk.script("return document.querySelector('.message').id"));
                desk.script("document.querySelector('.messages').scrollTop = 0");
                await().until(() -> !first.equals(desk.script("return document.querySelector('.message').id")));
                double before = top(desk, first);
                assertTrue(before > -200 && before < 400, "the place is kept: " + before);
            }
            long drawn = desk.count(".message");
            assertTrue(drawn <= 410, "drawn: " + drawn);
            gate.complete();
            desk.see(".to-end");
            desk.picture("scrolled-up-desk");
            desk.see(".to-end").click();
            desk.reads("she ended.");

            desk.click("Search the conversation");
            desk.fill("[type=search]", "number 123");
            desk.reads("1 message");
            desk.picture("search-desk");
            desk.see(".hit").click();
            desk.see(".found");
            assertEquals("message number 123", desk.see(".found .words").getText());
            ollama.play(Script.saying("Goodbye."));
            // From an old place what is written is seen, at the end.
            desk.say("Well then");
            desk.reads("Well then");
            desk.reads("she ended.");
            desk.reads("Goodbye.");
            assertEquals("words", desk.script("return document.activeElement.id"), "a jump is over once it is done");
            assertEquals("", desk.console());
        }
    }

    @Test
    void whoWasAwayForWeeksFindsTheTalk() throws Exception {
        try (Jar jar = serve()) {
            TestClient.setUp(jar);
        }
        remember(List.of("See you in a month", "I will count the days."), Duration.ofDays(30));
        try (Jar jar = serve();
                Browser phone = Browser.open(Browser.PHONE)) {
            login(phone, jar);
            phone.reads("I will count the days.");
            phone.reads("This is where you met.");
        }
    }

    private static double top(Browser browser, String id) {
        return browser.number("return document.getElementById(arguments[0]).getBoundingClientRect().top", id);
    }

    private void remember(List<String> contents) throws Exception {
        remember(contents, Duration.ofHours(1));
    }

    /** Messages in turn, a minute each. */
    private void remember(List<String> contents, Duration ago) throws Exception {
        int count = contents.size();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database())) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content, status, created_at, seq)"
                            + " SELECT ?, user_id, user_id, ?, ?, 'read', ?, ? FROM users WHERE email = ?")) {
                Instant begin = Instant.now().minus(ago).minus(Duration.ofMinutes(count));
                for (int i = 0; i < count; i++) {
                    insert.setString(1, "old-" + i);
                    insert.setString(2, i % 2 == 0 ? "user" : "demi");
                    insert.setString(3, contents.get(i));
                    insert.setString(
                            4,
                            begin.plus(Duration.ofMinutes(i)).toString().replaceAll("(\\.\\d+)?Z$", ".000000+00:00"));
                    insert.setLong(5, i + 1L);
                    insert.setString(6, TestClient.EMAIL);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }
}
