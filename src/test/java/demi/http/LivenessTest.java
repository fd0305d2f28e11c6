package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LivenessTest extends HttpTest {

    @Override
    HttpSettings settings() {
        return with(Duration.ofMillis(50), Duration.ofMillis(500), 10);
    }

    @Test
    void onlyThePeerThatAnswersNoPingIsClosed() throws Exception {
        Device well = device("ada");
        NetSocket silent =
                vertx.createNetClient().connect(room.port(), "127.0.0.1").await(10, TimeUnit.SECONDS);
        AtomicBoolean upgraded = new AtomicBoolean();
        AtomicBoolean gone = new AtomicBoolean();
        silent.handler(bytes -> upgraded.set(true));
        silent.closeHandler(closed -> gone.set(true));
        String upgrade = """
                GET /api/v1/chat/ws?token=ada-phone HTTP/1.1
                Host: x
                Connection: keep-alive, Upgrade
                Upgrade: WebSocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==

                """;
        silent.write(upgrade.replace("\n", "\r\n"));
        await().untilTrue(upgraded);
        await().atMost(Duration.ofSeconds(20)).untilTrue(gone);
        assertTrue(well.untilPong().isEmpty());
    }
}
