package demi.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.StoreEvents;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.store.StoreFixture;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told becomes numbers. */
class MetricsRoomTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void close() {
        StoreFixture.get(vertx.close());
    }

    private String deploy() {
        return StoreFixture.get(vertx.deployVerticle(new MetricsVerticle(
                bus, InstantSource.system(), registry, new MetricsSettings(folder, "9.9.9", null))));
    }

    private void shows(String line) {
        await().until(() -> registry.scrape().lines().anyMatch(line::equals));
    }

    @Test
    void whatIsToldIsShown() {
        deploy();
        shows("demi_build_info{version=\"9.9.9\"} 1");
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth("ollama", HealthApi.Status.DEGRADED, "", Map.of("breaker", "HALF_OPEN")));
        shows("demi_component_health{component=\"ollama\"} 0.5");
        shows("demi_model_breaker_state{state=\"half_open\"} 1.0");
        shows("demi_model_breaker_state{state=\"closed\"} 0.0");
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(
                        "database", HealthApi.Status.UP, "", Map.of("engine", "postgresql", "schema", "24")));
        shows("demi_store_engine{engine=\"postgresql\"} 1.0");
        shows("demi_store_engine{engine=\"sqlite\"} 0.0");
        bus.publish(EmotionApi.CHANGED, new EmotionApi.Changed(new EmotionLevels(.3, .9, .1, .2, .5, .5, .5, .5, .5)));
        shows("demi_emotion_level{emotion=\"excitement\"} 0.9");
        bus.publish(InferenceApi.QUEUE, new InferenceApi.Queue(3, 1));
        shows("demi_model_queue_waiting 3.0");
        bus.publish(StoreEvents.COUNTS, new StoreEvents.Counts(7, 40, 2));
        shows("demi_store_writes_total 40.0");
    }

    @Test
    void messagesThatAreKeptAreCountedFromTheStartAndByWhoSaidThem() {
        deploy();
        shows("demi_messages_received_total 0.0");
        shows("demi_messages_sent_total 0.0");
        bus.publish(ChatApi.EVENTS, said("1", Message.Sender.USER));
        bus.publish(ChatApi.EVENTS, said("2", Message.Sender.USER));
        bus.publish(ChatApi.EVENTS, said("3", Message.Sender.DEMI));
        bus.publish(ChatApi.EVENTS, new ChatApi.Delivered("ada", "1"));
        shows("demi_messages_sent_total 1.0");
        shows("demi_messages_received_total 2.0");
    }

    @Test
    void onlyPeoplesFirstWordsAreTimedAndOnlyWhereThereWasOne() {
        deploy();
        tell(InferenceApi.Priority.PERSON, InferenceApi.Outcome.DONE, 300);
        tell(InferenceApi.Priority.PERSON, InferenceApi.Outcome.FAILED, -1);
        tell(InferenceApi.Priority.BACKGROUND, InferenceApi.Outcome.DONE, 9_000);
        shows("demi_model_first_token_seconds_count 1");
        shows("demi_model_first_token_seconds_bucket{le=\"0.5\"} 1");
        shows("demi_model_generation_duration_seconds_count{outcome=\"failed\",priority=\"person\"} 1");
        shows("demi_model_generation_duration_seconds_count{outcome=\"done\",priority=\"background\"} 1");
        shows("demi_model_tokens_total{kind=\"reply\"} 60.0");
    }

    private static ChatApi.MessageAdded said(String id, Message.Sender sender) {
        return new ChatApi.MessageAdded(
                "ada",
                new Message(
                        id, "ada", sender, "hello", Instant.EPOCH, Message.Status.SENT, null, null, null, 1, false));
    }

    private void tell(InferenceApi.Priority priority, InferenceApi.Outcome outcome, long firstToken) {
        bus.publish(
                InferenceApi.MEASURED,
                new InferenceApi.Measured(
                        priority,
                        outcome,
                        Duration.ofMillis(firstToken),
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        outcome == InferenceApi.Outcome.DONE ? 100 : -1,
                        outcome == InferenceApi.Outcome.DONE ? 60 : -1,
                        outcome == InferenceApi.Outcome.DONE ? 30 : -1));
    }

    @Test
    void aRoomThatIsOpenedAgainShowsWhatItHears() {
        String first = deploy();
        bus.publish(InferenceApi.QUEUE, new InferenceApi.Queue(3, 1));
        shows("demi_model_queue_waiting 3.0");
        StoreFixture.get(vertx.undeploy(first));
        assertFalse(registry.scrape().contains("demi_model_queue_waiting"));
        deploy();
        bus.publish(InferenceApi.QUEUE, new InferenceApi.Queue(5, 1));
        shows("demi_model_queue_waiting 5.0");
        assertEquals(
                1,
                registry.scrape()
                        .lines()
                        .filter(line -> line.startsWith("demi_load_shedding "))
                        .count());
        assertTrue(registry.scrape().contains("jvm_memory_used_bytes"));
    }
}
