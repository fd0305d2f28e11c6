package demi.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ClusterApi;
import demi.api.HealthApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.bus.Ack;
import demi.bus.AloneMembership;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.HandlerFault;
import demi.bus.NodeLinks;
import demi.bus.RequestAddress;
import demi.bus.Scope;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms that fail, beside one that does not. */
class VerticleSupervisorTest {

    record Question(String word) {}

    private static final RequestAddress<Question, Ack> FAULTY =
            RequestAddress.of("faulty.ask", Question.class, Ack.class);
    private static final RequestAddress<Question, Ack> SOUND =
            RequestAddress.of("sound.ask", Question.class, Ack.class);

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final VerticleSupervisor rooms = new VerticleSupervisor(vertx, bus);
    private final List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger soundOnes = new AtomicInteger();

    @AfterEach
    void close() {
        StoreFixture.get(rooms.close());
        StoreFixture.get(vertx.close());
    }

    /** @param faulty by the how many-eth it is */
    private void open(boolean recovers, IntFunction<VerticleBase> faulty) {
        StoreFixture.get(bus.subscribe(HealthApi.COMPONENT, told::add));
        StoreFixture.get(rooms.watch(3, recovers));
        StoreFixture.get(rooms.open("sound", Scope.NODE, true, () -> {
            soundOnes.incrementAndGet();
            return answering(SOUND, Ack.DONE::getClass);
        }));
        StoreFixture.get(rooms.open("faulty", Scope.NODE, false, () -> faulty.apply(made.incrementAndGet())));
    }

    private VerticleBase answering(RequestAddress<Question, Ack> ask, Runnable work) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                return bus.handle(ask, question -> {
                    work.run();
                    return Future.succeededFuture(Ack.DONE);
                });
            }
        };
    }

    private static void fail() {
        throw new IllegalStateException("as the test wants it");
    }

    private void ask(RequestAddress<Question, Ack> ask) {
        StoreFixture.get(bus.request(ask, new Question("well?")));
    }

    private HealthApi.ComponentHealth newest() {
        await().until(() -> !told.isEmpty());
        return told.get(told.size() - 1);
    }

    private void isDown() {
        await().until(() -> newest().status() == HealthApi.Status.DOWN);
        assertTrue(newest().facts().containsKey("faulty"), newest().toString());
        assertFalse(newest().facts().containsKey("sound"));
        ask(SOUND);
        assertEquals(1, soundOnes.get());
    }

    @Test
    void aHandlerThatThrowsIsToldOfAndTheRoomIsOpenedAgain() {
        open(true, number -> answering(FAULTY, number == 1 ? VerticleSupervisorTest::fail : () -> {}));
        for (int i = 0; i < 3; i++) {
            Failure failure = assertThrows(Failure.class, () -> ask(FAULTY));
            assertEquals(Failure.Code.INTERNAL, failure.code(), "the asker does not wait for nothing");
        }
        isDown();
        await().until(() -> newest().status() == HealthApi.Status.UP);
        assertEquals(2, made.get());
        ask(FAULTY);
        assertEquals(1, soundOnes.get());
    }

    @Test
    void withoutTheSettingItIsToldOfAndStays() {
        AtomicInteger left = new AtomicInteger(3);
        open(
                false,
                number -> answering(FAULTY, () -> {
                    if (left.getAndDecrement() > 0) {
                        fail();
                    }
                }));
        for (int i = 0; i < 3; i++) {
            assertThrows(Failure.class, () -> ask(FAULTY));
        }
        isDown();
        ask(FAULTY);
        await().until(() -> newest().status() == HealthApi.Status.UP);
        assertEquals(1, made.get());
    }

    @Test
    void failuresThatAreOutcomesDoNotCount() {
        open(
                true,
                number -> answering(FAULTY, () -> {
                    throw new Failure(Failure.Code.UNAVAILABLE, "not now");
                }));
        for (int i = 0; i < 10; i++) {
            assertThrows(Failure.class, () -> ask(FAULTY));
        }
        bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
        assertEquals(HealthApi.Status.UP, newest().status());
        assertEquals(1, made.get());
    }

    @Test
    void aRoomThatCannotOpenKeepsNobodyElseShutAndIsTriedAgain() {
        open(true, number -> new VerticleBase() {
            @Override
            public Future<?> start() {
                if (number < 3) {
                    fail();
                }
                return bus.handle(FAULTY, question -> Future.succeededFuture(Ack.DONE));
            }
        });
        isDown();
        assertThrows(Failure.class, () -> ask(FAULTY));
        await().until(() -> newest().status() == HealthApi.Status.UP);
        assertEquals(3, made.get());
        ask(FAULTY);
    }

    @Test
    void itIsToldWhetherMessagesAreTakenAllTheSame() {
        AtomicInteger left = new AtomicInteger(3);
        open(false, number -> answering(FAULTY, VerticleSupervisorTest::fail));
        for (int i = 0; i < 3; i++) {
            assertThrows(Failure.class, () -> ask(FAULTY));
        }
        isDown();
        assertEquals("true", newest().facts().get(HealthApi.TAKES_MESSAGES));
        StoreFixture.get(rooms.open("store", Scope.NODE, false, () -> new VerticleBase() {
            @Override
            public Future<?> start() {
                return bus.handle(MessageStore.ADD_MESSAGE, said -> {
                    if (left.getAndDecrement() > 0) {
                        fail();
                    }
                    return Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "nobody"));
                });
            }
        }));
        AddMessage said = new AddMessage("m", "u", "hi", "c", Instant.EPOCH);
        for (int i = 0; i < 3; i++) {
            assertThrows(Failure.class, () -> StoreFixture.get(bus.request(MessageStore.ADD_MESSAGE, said)));
        }
        await().until(() -> "false".equals(newest().facts().get(HealthApi.TAKES_MESSAGES)));
        assertThrows(Failure.class, () -> StoreFixture.get(bus.request(MessageStore.ADD_MESSAGE, said)));
        bus.publish(HandlerFault.ADDRESS, new HandlerFault("store", MessageStore.ADD_MESSAGE.address(), 0));
        await().until(() -> "true".equals(newest().facts().get(HealthApi.TAKES_MESSAGES)));
        StoreFixture.get(rooms.open("conductor", Scope.NODE, false, () -> new VerticleBase() {
            @Override
            public Future<?> start() {
                throw new IllegalStateException("as the test wants it");
            }
        }));
        await().until(() -> "false".equals(newest().facts().get(HealthApi.TAKES_MESSAGES)));
        assertEquals("CLOSED", newest().facts().get("conductor"));
    }

    @Test
    void aRoomThatIsNeededAndCannotOpenIsAFailure() {
        assertThrows(
                RuntimeException.class,
                () -> StoreFixture.get(rooms.open("needed", Scope.NODE, true, () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        return Future.failedFuture(new IllegalStateException("no"));
                    }
                })));
    }

    /** Closed it would give up the node's place, and others begin what its other rooms still do. */
    @Test
    void aNodeOfSeveralEndsWhereItsStoreFails() {
        Vertx own = Vertx.vertx();
        Bus several = new Bus(own, new NodeLinks(own, "this", new AloneMembership("this"), Map.of()));
        VerticleSupervisor supervisor = new VerticleSupervisor(own, several);
        AtomicBoolean isTold = new AtomicBoolean();
        AtomicInteger closed = new AtomicInteger();
        try {
            StoreFixture.get(several.subscribe(ClusterApi.REPLACED, told -> isTold.set(true)));
            StoreFixture.get(supervisor.watch(1, true));
            StoreFixture.get(supervisor.open("store", Scope.NODE, true, () -> new VerticleBase() {
                @Override
                public Future<?> stop() {
                    closed.incrementAndGet();
                    return Future.succeededFuture();
                }
            }));
            several.publish(HandlerFault.ADDRESS, new HandlerFault("store", "store.addMessage", 1));
            await().untilTrue(isTold);
            assertEquals(0, closed.get(), "it stays open until all that needs it is closed");
        } finally {
            StoreFixture.get(supervisor.close());
            StoreFixture.get(own.close());
        }
        assertEquals(1, closed.get());
    }
}
