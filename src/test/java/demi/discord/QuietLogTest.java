package demi.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import demi.app.RunningApplication;
import demi.logging.LogLevel;
import demi.logging.LoggingSettings;
import demi.logging.LoggingSetup;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What people write does not get into the log, whatever a server leaves out or answers. */
@Tag("slow")
class QuietLogTest extends DiscordFixture {

    @AfterEach
    void restore() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private RunningApplication openWithLogs() throws Exception {
        LoggingSetup.start(
                new LoggingSettings(LogLevel.DEBUG, true, LoggingSettings.Format.TEXT, 14), directory, List.of());
        return open();
    }

    private String logged() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void anEmbedWithoutATypeIsToldOfWithoutItsWords() throws Exception {
        openWithLogs();
        JsonObject message = discord.compose(discord.directOf(ann), ann, "the hidden words");
        message.put("embeds", new JsonArray().add(new JsonObject().put("description", "a hidden description")));
        discord.tell(message);
        discord.direct(ann, "hello?");
        posted(discord.directOf(ann), 1);
        await().until(() -> logged().contains("logger=EntityBuilder"));
        assertFalse(logged().contains("hidden"), logged());
    }

    /** Each of them without one of its fields, or with something else in its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "type",
                "author",
                "mentions",
                "mention_roles",
                "attachments",
                "embeds",
                "timestamp",
                "member"
            })
    void aMessageThatLacksAFieldIsNotLoggedAndTheNextIsHeard(String field) throws Exception {
        openWithLogs();
        JsonObject lacking = discord.compose(discord.general(), ann, "the hidden words");
        lacking.remove(field);
        discord.tell(lacking);
        JsonObject strange = discord.compose(discord.general(), ann, "more hidden words");
        strange.put(field, "hidden");
        discord.tell(strange);
        discord.direct(ann, "hello?");
        posted(discord.directOf(ann), 1);
        assertFalse(logged().contains("hidden"), logged());
    }

    @Test
    void aRefusalIsLoggedWithCodeAndWords() throws Exception {
        openWithLogs();
        discord.refuseNext(
                "/messages",
                403,
                new JsonObject().put("code", 50007).put("message", "Cannot send messages to this user"));
        discord.direct(ann, "hello?");
        await().until(() -> logged().contains("was not posted"));
        assertTrue(logged().contains("Discord refuses it: HTTP 403, code 50007, Cannot send messages to this user"));
    }

    @Test
    void aRefusalThatRepeatsWhatWasSentIsLoggedWithoutThat() throws Exception {
        ollama.play(Script.of(ScriptStep.say("A hidden secret that she tells.")));
        openWithLogs();
        JsonObject field = new JsonObject()
                .put(
                        "_errors",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("code", "BASE_TYPE_BAD")
                                        .put("message", "No 'A hidden secret' here")));
        discord.refuseNext(
                "/messages",
                400,
                new JsonObject()
                        .put("code", 50035)
                        .put("message", "Invalid: a hidden secret THAT she tells.\nMore")
                        .put("errors", new JsonObject().put("content", field)));
        discord.direct(ann, "hello?");
        await().atMost(Duration.ofSeconds(20)).until(() -> logged().contains("was not posted"));
        assertTrue(logged().contains("Discord refuses it: HTTP 400, code 50035, content BASE_TYPE_BAD"), logged());
        assertFalse(logged().contains("hidden"), logged());
        assertEquals(0, discord.posted().size());
    }
}
