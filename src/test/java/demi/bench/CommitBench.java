package demi.bench;

import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Secret;
import demi.bench.server.People;
import demi.bus.Bus;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import demi.util.TimeOrderedId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Durable messages a second through the store: as many as wait to a commit, against each by itself. */
final class CommitBench {

    private static final int ROUNDS = 5;
    private static final int AT_A_TIME = 1_000;
    private static final long ROUND_MS = 1_500;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final AtomicLong kept = new AtomicLong();
    private volatile boolean stopping;

    private CommitBench() {}

    static void run(Path directory, Table table) throws Exception {
        StoreSettings usual = StoreSettings.defaults(directory.resolve("together.sqlite"));
        StoreSettings single =
                new StoreSettings(directory.resolve("alone.sqlite"), usual.readers(), 1, usual.queueLimit());
        Samples together = new Samples();
        Samples alone = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            together.add(new CommitBench().perSecond(usual));
            alone.add(new CommitBench().perSecond(single));
        }
        long many = Samples.median(together.sorted());
        long few = Samples.median(alone.sorted());
        table.row(
                "durable messages a second, group commit",
                String.format(Locale.ROOT, "%,d", many),
                "100,000",
                String.format(Locale.ROOT, "%.1f", (double) many / few),
                String.format(
                        Locale.ROOT,
                        "a commit each %,d, %s one; this disk syncs 4 KiB in %s",
                        few,
                        Samples.millis(1_000_000_000L / few),
                        Samples.millis(sync(directory))));
    }

    private long perSecond(StoreSettings settings) throws Exception {
        People.await(vertx.deployVerticle(new StoreVerticle(bus, InstantSource.system(), settings)));
        People.await(bus.request(
                AccountStore.ADD_USER,
                new AccountStore.AddUser("ann", "ann@example.org", "Ann", new Secret("none"), Instant.now(), false)));
        CountDownLatch idle = new CountDownLatch(AT_A_TIME);
        long start = System.nanoTime();
        context.runOnContext(run -> {
            for (int i = 0; i < AT_A_TIME; i++) {
                sayOn(idle);
            }
            vertx.setTimer(ROUND_MS, timer -> stopping = true);
        });
        idle.await(60, TimeUnit.SECONDS);
        long took = System.nanoTime() - start;
        People.await(vertx.close());
        return kept.get() * TimeUnit.SECONDS.toNanos(1) / took;
    }

    private void sayOn(CountDownLatch idle) {
        if (stopping) {
            idle.countDown();
            return;
        }
        String content = "A message as long as they usually are on a phone, " + kept;
        bus.request(
                        MessageStore.ADD_MESSAGE,
                        new MessageStore.AddMessage(TimeOrderedId.next(), "ann", content, null, Instant.now()))
                .onSuccess(added -> kept.incrementAndGet())
                .onComplete(either -> sayOn(idle));
    }

    private static long sync(Path directory) throws Exception {
        Samples samples = new Samples();
        try (FileChannel file =
                FileChannel.open(directory.resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 200; i++) {
                file.write(ByteBuffer.allocate(4096));
                long start = System.nanoTime();
                file.force(false);
                samples.add(System.nanoTime() - start);
            }
        }
        return Samples.median(samples.sorted());
    }
}
