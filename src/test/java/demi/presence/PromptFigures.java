package demi.presence;

import static org.awaitility.Awaitility.await;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.value.Message;
import demi.conductor.ConductorSettings;
import demi.conductor.ConductorVerticle;
import demi.emotion.EmotionSettings;
import demi.emotion.EmotionVerticle;
import demi.presence.Talk.Question;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the model reads after ten messages, each of which calls something to mind; the model itself is played. */
final class PromptFigures {

    private static final int MESSAGES = 10;
    private static final int CONTEXT_WINDOW = 8_192;

    private int prompts;
    private long characters;
    private long remembered;
    private int lines;
    private int again;

    /** In the house of {@link RecallFigures}, after everything else. */
    void measure(RememberingHouse house, Talk talk, Path folder) {
        List<InferenceApi.Generate> requests = new CopyOnWriteArrayList<>();
        AtomicInteger replies = new AtomicInteger();
        StoreFixture.get(house.store.bus.subscribe(ChatApi.EVENTS, event -> {
            if (event instanceof ChatApi.MessageAdded added && added.message().sender() == Message.Sender.DEMI) {
                replies.incrementAndGet();
            }
        }));
        open(house.store, folder, requests);
        List<Question> questions = talk.questions();
        for (int i = 0; i < MESSAGES; i++) {
            String text = questions.get(i * (questions.size() / MESSAGES)).text();
            int before = replies.get();
            StoreFixture.get(house.store.bus.request(
                    ChatApi.SAY, new ChatApi.Say(RememberingHouse.PERSON, text, null, Instant.now())));
            await().atMost(Duration.ofSeconds(60)).until(() -> replies.get() > before);
        }
        count(requests.get(requests.size() - 1));
    }

    private static void open(StoreFixture store, Path folder, List<InferenceApi.Generate> requests) {
        StoreFixture.get(store.vertx.deployVerticle(
                new EmotionVerticle(store.bus, InstantSource.system(), EmotionSettings.defaults())));
        StoreFixture.get(store.bus.handle(
                InferenceApi.STATUS,
                asked -> Future.succeededFuture(new InferenceApi.State(
                        true, true, "played", "", false, 0, new InferenceApi.Abilities(true, true, false)))));
        StoreFixture.get(store.bus.serve(InferenceApi.GENERATE, (request, writer) -> {
            requests.add(request);
            writer.write(new InferenceApi.Step(0, "Let me think about that for a moment.", null));
            writer.write(new InferenceApi.Step(0, "", new InferenceApi.Finish("played", -1, 5, false)));
            writer.end();
        }));
        StoreFixture.get(store.vertx.deployVerticle(new ConductorVerticle(
                store.bus,
                InstantSource.system(),
                new ConductorSettings(
                        folder.resolve("persona.md"),
                        7,
                        Duration.ofMinutes(1),
                        5,
                        1_000,
                        false,
                        false,
                        Duration.ofHours(1),
                        Duration.ofHours(1)),
                new ConductorVerticle.PromptSettings(CONTEXT_WINDOW, 64, ZoneOffset.UTC))));
    }

    private void count(InferenceApi.Generate request) {
        Set<String> seen = new HashSet<>();
        prompts++;
        for (var message : request.messages()) {
            characters += message.content().length();
            for (String line : message.content().lines().toList()) {
                if (line.startsWith("- ")) {
                    lines++;
                    remembered += line.length() + 1;
                    again += seen.add(line) ? 0 : 1;
                }
            }
        }
    }

    void print() {
        Figures.line("prompt after ten messages", "%d characters", characters / prompts);
        Figures.line("  of these memories and lines", "%d characters, %d lines", remembered / prompts, lines / prompts);
        Figures.line("  said again in the same prompt", "%d of %d lines", again, lines);
    }
}
