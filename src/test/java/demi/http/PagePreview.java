package demi.http;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Say;
import demi.api.ChatApi.Typing;
import demi.api.HealthApi;
import demi.api.value.Message;
import demi.bus.Bus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Shows the page against the fake house, to look at it: {@code main} serves on port 8099. */
final class PagePreview {

    private static final String[] REPLY = "Oh, look who it is. I was not waiting or anything.".split("(?<= )");

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final FakeBackend house = new FakeBackend(bus);

    public static void main(String[] args) throws Exception {
        new PagePreview().serve(args.length > 0);
    }

    private void serve(boolean needsSetup) throws Exception {
        house.needsSetup = needsSetup;
        house.say = this::answer;
        house.add("user-ada", Message.Sender.USER, "Are you there?");
        house.add("user-ada", Message.Sender.DEMI, "Where else would I be? Mars is booked out.");
        house.open().await(60, TimeUnit.SECONDS);
        HttpSettings settings = HttpSettings.of("127.0.0.1", 8099, "127.0.0.1", 0, true);
        HttpVerticle room =
                new HttpVerticle(bus, InstantSource.system(), settings, new SimpleMeterRegistry(), "preview");
        vertx.deployVerticle(room).await(60, TimeUnit.SECONDS);
        house.health("database", HealthApi.Status.UP);
    }

    private Future<Said> answer(Say say) {
        // What the page does with what is refused can be seen, too.
        if (say.content().startsWith("too many")) {
            return Future.succeededFuture(Said.TOO_MANY);
        } else if (say.content().startsWith("down")) {
            return FakeBackend.down();
        }
        Future<Said> said = house.keep(say);
        String user = say.userId();
        Message reply = house.message(user, Message.Sender.DEMI, String.join("", REPLY));
        bus.publish(ChatApi.EVENTS, new Typing(user, true, 0));
        Future<?> pieces = Future.succeededFuture();
        for (int i = 0; i < REPLY.length; i++) {
            int seq = i;
            pieces = pieces.compose(next -> vertx.timer(120, TimeUnit.MILLISECONDS))
                    .onSuccess(now -> bus.publish(ChatApi.EVENTS, new Delta(user, reply.messageId(), seq, REPLY[seq])));
        }
        pieces.onSuccess(done -> {
            house.messages.add(reply);
            bus.publish(ChatApi.EVENTS, new Typing(user, false, 0));
            bus.publish(ChatApi.EVENTS, new MessageAdded(user, reply));
            bus.publish(ChatApi.EVENTS, new ChatApi.EmotionsChanged(user, FakeBackend.FEELINGS));
        });
        return said;
    }
}
