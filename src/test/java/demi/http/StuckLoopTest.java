package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.EventLoop;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether each event loop turns. Slow: a loop that is stuck is known by the seconds for which it does not answer. */
@Tag("slow")
class StuckLoopTest extends HttpTest {

    /** It is blocked on purpose; nobody has to be warned. */
    @Override
    VertxOptions options() {
        return new VertxOptions()
                .setBlockedThreadCheckInterval(Duration.ofHours(1).toMillis());
    }

    private int live() throws Exception {
        return get("/health/live").statusCode();
    }

    @Test
    void theProcessLivesWhileEachEventLoopTurns() throws Exception {
        assertEquals(200, live());
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        EventLoop loop = ((VertxInternal) vertx).getOrCreateContext().nettyEventLoop();
        loop.execute(() -> {
            stuck.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stuck.await();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> live() == 503);
        } finally {
            over.countDown();
        }
        await().until(() -> live() == 200);
    }
}
