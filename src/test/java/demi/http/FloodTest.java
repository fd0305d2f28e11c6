package demi.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.http.server.SocketPace;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket that writes as much as it can, through the whole room; {@code PacedReaderTest} has the pace itself. */
class FloodTest extends HttpTest {

    /** As much as is let through at once, and practically nothing after that. */
    @Override
    SocketPace pace() {
        return new SocketPace(0.001, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "json"})
    void whoFloodsIsReadNoFasterThanItsPaceAndOthersAreAnswered(String what) throws Exception {
        TestSocket flood = device("ada");
        TestSocket other = device("bob");
        AtomicInteger answers = new AtomicInteger();
        Promise<Void> first = Promise.promise();
        Runnable answered = () -> {
            answers.incrementAndGet();
            first.tryComplete();
        };
        flood.socket.pongHandler(pong -> answered.run());
        flood.socket.textMessageHandler(text -> answered.run());
        for (int i = 0; i < 5_000; i++) {
            if (what.equals("control")) {
                flood.socket.writePing(Buffer.buffer("x".repeat(100)));
            } else {
                flood.send("{\"event\":\"ping\",\"data\":{}}");
            }
        }
        first.future().await(10, TimeUnit.SECONDS);
        for (int i = 0; i < 20; i++) {
            assertTrue(other.untilPong().isEmpty());
        }
        vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);
        assertTrue(answers.get() < 150, "answers: " + answers);
    }
}
