package demi.e2e.cluster;

import demi.e2e.Jar;
import demi.e2e.TestClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who goes on talking whatever happens to the nodes, as an app does: what is not acknowledged is said again. */
final class Talker extends Thread {

    private static final long PATIENCE_S = 3;

    private final TestClient person;
    private final Supplier<List<Jar>> nodes;
    private final BooleanSupplier goesOn;
    private final int least;
    private TestClient.@Nullable Chat chat;
    private int tried;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    /**
     * @param nodes that may be alive
     * @param goesOn whether to say one more, when {@code least} are said
     */
    Talker(TestClient person, Supplier<List<Jar>> nodes, BooleanSupplier goesOn, int least) {
        super("talker");
        this.person = person;
        this.nodes = nodes;
        this.goesOn = goesOn;
        this.least = least;
    }

    @Override
    public void run() {
        try {
            while (acknowledged.get() < least || goesOn.getAsBoolean()) {
                String id = UUID.randomUUID().toString();
                long end = System.nanoTime() + ClusterTest.PATIENCE.toNanos();
                while (!say(id)) {
                    if (System.nanoTime() > end) {
                        throw new AssertionError("nobody takes a message");
                    }
                }
                acknowledged.incrementAndGet();
                awaitReply();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Whether it is acknowledged. */
    private boolean say(String id) {
        try {
            TestClient.Chat open = chat == null || chat.isClosed() ? connect() : chat;
            chat = open;
            open.send(
                    "message",
                    new JsonObject()
                            .put("content", "Number " + acknowledged.get())
                            .put("client_id", id));
            JsonObject frame = open.poll(PATIENCE_S);
            while (frame != null) {
                JsonObject data = frame.getJsonObject("data");
                if (id.equals(data.getString("client_id")) && !"error".equals(frame.getString("event"))) {
                    return true;
                }
                frame = open.poll(PATIENCE_S);
            }
        } catch (CompletionException | AssertionError cut) {
            // Another node, then.
        }
        if (chat != null) {
            chat.vanish();
        }
        chat = null;
        return false;
    }

    /** As people do; a reply that comes to another socket, or much later, is none to wait for. */
    private void awaitReply() {
        TestClient.Chat open = chat;
        JsonObject frame = open == null ? null : open.poll(PATIENCE_S);
        while (open != null && frame != null) {
            if ("message".equals(frame.getString("event"))
                    && "demi".equals(frame.getJsonObject("data").getString("sender"))) {
                return;
            }
            frame = open.poll(PATIENCE_S);
        }
    }

    private TestClient.Chat connect() {
        List<Jar> alive = nodes.get().stream().filter(Jar::isAlive).toList();
        Jar jar = alive.get(tried++ % alive.size());
        return person.at(jar.port()).chat();
    }

    int soFar() {
        return acknowledged.get();
    }

    /** How many messages are acknowledged, after the end. */
    int acknowledged() throws InterruptedException {
        join();
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return acknowledged.get();
    }
}
