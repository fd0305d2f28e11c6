package demi.telegram;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The updates that the server keeps for the bot, and the one poll that may wait for some. Not as the real one: a second poll with the
 * same offset within 3 s is not slowed down, and a repeated conflict is told at once rather than after 3 s.
 */
final class FakeUpdates {

    private record Kept(long id, String type, JsonObject body) {
        JsonObject json() {
            return new JsonObject().put("update_id", id).put(type, body);
        }
    }

    private record Parked(JsonObject parameters, Consumer<JsonObject> answer, long timer) {}

    private final Vertx vertx;
    private final List<Kept> kept = new ArrayList<>();
    private long next = 874_199_001;
    /** Of the last poll that named any; all but some kinds where none did. */
    private Set<String> allowed = Set.of();

    private @Nullable Parked parked;
    private @Nullable String webhook;

    FakeUpdates(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The next update has that id: they begin anew after a week without any. */
    synchronized void nextId(long id) {
        next = id;
    }

    synchronized long add(String type, JsonObject body) {
        long id = next++;
        if (allowed.isEmpty() || allowed.contains(type)) {
            kept.add(new Kept(id, type, body));
            wake();
        }
        return id;
    }

    synchronized int size() {
        return kept.size();
    }

    synchronized boolean isPolled() {
        return parked != null;
    }

    synchronized void webhook(@Nullable String url) {
        webhook = url == null || url.isEmpty() ? null : url;
        if (webhook != null) {
            conflict("Conflict: terminated by setWebhook request");
        }
    }

    synchronized @Nullable String webhook() {
        return webhook;
    }

    /** Calls {@code answer} now or later, once. */
    synchronized void poll(JsonObject parameters, Consumer<JsonObject> answer) {
        if (webhook != null) {
            answer.accept(FakeAnswers.error(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
                            + " first"));
            return;
        }
        JsonArray types = parameters.getJsonArray("allowed_updates");
        if (types != null) {
            allowed = Set.copyOf(types.stream().map(String::valueOf).toList());
        }
        confirm(parameters.getLong("offset", 0L));
        JsonArray found = first(parameters);
        long timeout = Math.max(0, Math.min(50, parameters.getLong("timeout", 0L)));
        if (!found.isEmpty() || timeout == 0) {
            answer.accept(FakeAnswers.result(found));
            return;
        }
        conflict("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
        long timer = vertx.setTimer(timeout * 1_000, late -> {
            synchronized (this) {
                if (parked != null && parked.answer == answer) {
                    parked = null;
                    answer.accept(FakeAnswers.result(new JsonArray()));
                }
            }
        });
        parked = new Parked(parameters, answer, timer);
    }

    /** The poll's connection is gone. */
    synchronized void gone(Consumer<JsonObject> answer) {
        if (parked != null && parked.answer == answer) {
            vertx.cancelTimer(parked.timer);
            parked = null;
        }
    }

    /** An offset that is greater than any id is taken for none, as happens when ids begin anew. */
    private void confirm(long offset) {
        if (offset < 0) {
            while (kept.size() > -offset) {
                kept.remove(0);
            }
        } else if (offset <= next) {
            kept.removeIf(update -> update.id < offset);
        }
    }

    private JsonArray first(JsonObject parameters) {
        JsonArray found = new JsonArray();
        long limit = Math.max(1, Math.min(100, parameters.getLong("limit", 100L)));
        kept.stream().limit(limit).forEach(update -> found.add(update.json()));
        return found;
    }

    private void wake() {
        Parked waiting = parked;
        if (waiting != null) {
            parked = null;
            vertx.cancelTimer(waiting.timer);
            waiting.answer.accept(FakeAnswers.result(first(waiting.parameters)));
        }
    }

    private void conflict(String description) {
        Parked waiting = parked;
        if (waiting != null) {
            parked = null;
            vertx.cancelTimer(waiting.timer);
            waiting.answer.accept(FakeAnswers.error(409, description));
        }
    }
}
