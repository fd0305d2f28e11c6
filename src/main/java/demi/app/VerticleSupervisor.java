package demi.app;

import demi.api.ClusterApi;
import demi.api.HealthApi;
import demi.bus.Bus;
import demi.bus.HandlerFault;
import demi.bus.Scope;
import demi.bus.Timers;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms that are open. One that fails too often in a row is told of as down and, where the owner wants that, closed and opened
 * again after a pause; the others stay as they are. Its state is on a context of its own.
 */
final class VerticleSupervisor {

    private static final Logger LOG = LoggerFactory.getLogger(VerticleSupervisor.class);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Bus bus;
    private final Context context;
    private final Map<String, SupervisedRoom> rooms = new LinkedHashMap<>();
    private int maxErrors = Integer.MAX_VALUE;
    private boolean recovers;
    private boolean closing;
    /** The last that were closed while others stayed open. */
    private Future<Void> someClosed = Future.succeededFuture();

    VerticleSupervisor(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        this.context = vertx.getOrCreateContext();
    }

    /** From now on, looks after the rooms that are opened. */
    Future<Void> watch(int errors, boolean autoRecover) {
        return run(() -> {
            maxErrors = errors;
            recovers = autoRecover;
            return Future.all(
                            bus.subscribe(HandlerFault.ADDRESS, this::faulty),
                            bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()))
                    .mapEmpty();
        });
    }

    /**
     * Opens one more. Where it cannot be opened, an essential one fails the future; any other is told of as down.
     *
     * @param name what its addresses begin with
     * @param scope where it is open in a house of several nodes
     * @param maker makes a fresh one each time
     */
    Future<Void> open(String name, Scope scope, boolean essential, Supplier<? extends VerticleBase> maker) {
        return run(() -> {
            SupervisedRoom room =
                    new SupervisedRoom(name, scope, maker, new RestartBackoff(maxErrors), bus.links() != null);
            return deploy(room).onSuccess(opened -> rooms.put(name, room)).recover(thrown -> {
                if (essential) {
                    return Future.failedFuture(thrown);
                }
                LOG.error("Could not open {}", name, thrown);
                rooms.put(name, room);
                failedToOpen(room);
                return Future.succeededFuture();
            });
        });
    }

    private Future<Void> deploy(SupervisedRoom room) {
        return Future.succeededFuture(room.maker)
                .map(Supplier::get)
                .compose(verticle -> vertx.deployVerticle(guarded(room, verticle)))
                .map(id -> {
                    room.deployment = id;
                    room.recovery.opened(elapsed());
                    return null;
                });
    }

    /** The same, telling of what fails where nobody waits for it. */
    private Deployable guarded(SupervisedRoom room, VerticleBase verticle) {
        return new Deployable() {
            @Override
            public Future<?> deploy(Context own) throws Exception {
                room.scope.mark(own);
                own.exceptionHandler(thrown -> {
                    if (demi.bus.BaseVerticle.isClosing(own)) {
                        // What was under way comes to nothing.
                        LOG.debug("Unhandled exception in {}, which is closing", room.name, thrown);
                        return;
                    }
                    LOG.error("Unhandled exception in {}", room.name, thrown);
                    context.runOnContext(told -> {
                        room.recovery.uncaught(elapsed());
                        evaluate(room);
                    });
                });
                return verticle.deploy(own);
            }

            @Override
            public Future<?> undeploy(Context own) throws Exception {
                return verticle.undeploy(own);
            }
        };
    }

    private void faulty(HandlerFault fault) {
        SupervisedRoom room = rooms.get(fault.room());
        if (room != null) {
            room.recovery.answered(fault.address(), fault.inARow());
            evaluate(room);
        }
    }

    private void evaluate(SupervisedRoom room) {
        boolean down = room.recovery.isDown(elapsed());
        if (down == room.toldDown) {
            return;
        }
        room.toldDown = down;
        if (!down) {
            LOG.info("{} is well again", room.name);
        } else {
            LOG.error("{} failed {} times in a row", room.name, room.recovery.failures());
            reopen(room);
            evaluateLater(room);
        }
        publishHealth();
    }

    /** What failed where nobody waited for it is over when it does not happen again: nobody tells of that. */
    private void evaluateLater(SupervisedRoom room) {
        Timers.after(
                vertx,
                RestartBackoff.IN_A_ROW.toMillis(),
                timer -> context.runOnContext(later -> {
                    if (!closing && room.toldDown && !room.reopening && room.deployment != null) {
                        evaluate(room);
                        if (room.toldDown) {
                            evaluateLater(room);
                        }
                    }
                }));
    }

    private void failedToOpen(SupervisedRoom room) {
        room.toldDown = true;
        publishHealth();
        reopen(room);
    }

    private void reopen(SupervisedRoom room) {
        if (!recovers || closing || room.reopening) {
            return;
        }
        room.reopening = true;
        if (room.holdsNode) {
            // Closed, it has given up the node's place, while other rooms still do what the next node begins with.
            LOG.error("Verticle {} cannot be closed alone on a node of several: the node ends", room.name);
            bus.publish(ClusterApi.REPLACED, new ClusterApi.Replaced());
            return;
        }
        Duration pause = room.recovery.pause(elapsed());
        LOG.warn("Verticle {} closed; reopening in {} s", room.name, pause.toSeconds());
        undeploy(room)
                .onComplete(closed -> Timers.after(
                        vertx,
                        pause.toMillis(),
                        timer -> context.runOnContext(later -> {
                            room.reopening = false;
                            if (!closing && rooms.containsValue(room)) {
                                redeploy(room);
                            }
                        })));
    }

    private void redeploy(SupervisedRoom room) {
        long late = warnIfSlow(room, "open");
        deploy(room)
                .onComplete(either -> vertx.cancelTimer(late))
                .onSuccess(opened -> {
                    LOG.info("Verticle {} is open again", room.name);
                    room.toldDown = false;
                    publishHealth();
                    bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
                })
                .onFailure(thrown -> {
                    LOG.error("Could not open {}", room.name, thrown);
                    failedToOpen(room);
                });
    }

    /** Where a room neither opens nor closes, nothing helps but a new process. */
    private long warnIfSlow(SupervisedRoom room, String what) {
        return Timers.after(
                vertx,
                LONGEST.toMillis(),
                timer -> LOG.error(
                        "Verticle {} still has to {}, after the time that takes. Restart Demi", room.name, what));
    }

    /** However long it takes: a second one beside it would be worse than none. */
    private Future<Void> undeploy(SupervisedRoom room) {
        String id = room.deployment;
        room.deployment = null;
        if (id == null) {
            return Future.succeededFuture();
        }
        long late = warnIfSlow(room, "close");
        return vertx.undeploy(id)
                .otherwise(thrown -> {
                    LOG.warn("Verticle {} did not close cleanly: {}", room.name, thrown.toString());
                    return null;
                })
                .onComplete(closed -> vertx.cancelTimer(late));
    }

    private void publishHealth() {
        List<SupervisedRoom> down =
                rooms.values().stream().filter(room -> room.toldDown).toList();
        bus.publish(
                HealthApi.COMPONENT,
                down.isEmpty()
                        ? HealthApi.ComponentHealth.of(HealthApi.ROOMS, HealthApi.Status.UP, "All rooms are well.")
                        : part(down));
    }

    private HealthApi.ComponentHealth part(List<SupervisedRoom> down) {
        Map<String, String> facts = new HashMap<>();
        down.forEach(room -> facts.put(room.name, room.deployment == null ? "CLOSED" : "FAILING"));
        facts.put(
                HealthApi.TAKES_MESSAGES, Boolean.toString(down.stream().noneMatch(SupervisedRoom::keepsMessagesAway)));
        return new HealthApi.ComponentHealth(
                HealthApi.ROOMS,
                HealthApi.Status.DOWN,
                down.stream().map(room -> room.name).sorted().collect(Collectors.joining(", "))
                        + " failed " + maxErrors + " times in a row, or could not be opened. "
                        + (recovers
                                ? "It is opened again by itself, when it has closed."
                                : "Restart Demi, or set DEMI_AUTO_RECOVER=true."),
                facts);
    }

    /** Closes all, the newest first. */
    Future<Void> close() {
        return run(() -> {
            closing = true;
            return someClosed.eventually(() -> undeploy(rooms.values()));
        });
    }

    /** Closes those of these that are open, the newest first; they may be opened again. */
    Future<Void> close(Collection<String> names) {
        return run(() -> {
            List<SupervisedRoom> some = rooms.values().stream()
                    .filter(room -> names.contains(room.name))
                    .toList();
            names.forEach(rooms::remove);
            return undeploy(some).onComplete(closed -> publishHealth());
        });
    }

    private Future<Void> undeploy(Collection<SupervisedRoom> some) {
        Future<Void> closed = Future.succeededFuture();
        List<SupervisedRoom> newestFirst = new ArrayList<>(some);
        Collections.reverse(newestFirst);
        for (SupervisedRoom room : newestFirst) {
            closed = closed.eventually(() -> undeploy(room));
        }
        return closed;
    }

    private static Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    private Future<Void> run(Supplier<Future<Void>> work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(
                begin -> Future.succeededFuture(work).compose(Supplier::get).onComplete(done));
        return done.future();
    }
}
