package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LivenessTest extends HttpTest {

    private volatile Duration offset = Duration.ZERO;

    @Override
    InstantSource clock() {
        return () -> Instant.now().plus(offset);
    }

    @Override
    public HttpSettings settings() {
        return with(Duration.ofMillis(50), Duration.ofMillis(500), 10);
    }

    /** A peer that opens a chat socket and then does nothing at all. */
    private AtomicBoolean silentPeer() throws Exception {
        NetSocket silent =
                vertx.createNetClient().connect(room.port(), "127.0.0.1").await(60, TimeUnit.SECONDS);
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
        return gone;
    }

    @Test
    void onlyThePeerThatAnswersNoPingIsClosed() throws Exception {
        TestSocket well = device("ada");
        AtomicBoolean gone = silentPeer();
        await().atMost(Duration.ofSeconds(60)).untilTrue(gone);
        assertTrue(well.untilPong().isEmpty());
    }

    /** Somebody sets it, or the machine finds its time server at last. */
    @Test
    void theWallClockSaysNothingAboutWhoIsThere() throws Exception {
        TestSocket well = device("ada");
        for (Duration jump : List.of(Duration.ofDays(1), Duration.ofDays(-2))) {
            offset = offset.plus(jump);
            AtomicBoolean gone = silentPeer();
            await().atMost(Duration.ofSeconds(60)).untilTrue(gone);
            assertTrue(well.untilPong().isEmpty());
        }
    }

    @Test
    void aSilentPeerDoesNotHoldUpTheEnd() throws Exception {
        AtomicBoolean gone = silentPeer();
        TestSocket well = TestSocket.open(sockets, room.port(), CHAT + "ada&stream=1");
        well.next("history");
        vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
        assertEquals(1012, well.closeCode());
        await().untilTrue(gone);
    }
}
