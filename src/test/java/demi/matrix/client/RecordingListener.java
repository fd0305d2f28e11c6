package demi.matrix.client;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a loop tells, for the test's thread. */
final class RecordingListener implements SyncListener {

    final BlockingQueue<MatrixMessage> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    volatile String since = "";
    final AtomicInteger refusals = new AtomicInteger();
    volatile boolean declines;

    @Override
    public Future<Void> message(MatrixMessage message) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture("the store is away");
        }
        messages.add(message);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> reached(String reached) {
        since = reached;
        return Future.succeededFuture();
    }

    @Override
    public boolean accepts(String room, String inviter, boolean direct) {
        told.add("invited by " + inviter);
        return !declines;
    }

    @Override
    public void unreadable(String room, String sender) {
        told.add("unreadable");
    }

    @Override
    public void left(String room, boolean banned) {
        told.add(banned ? "banned" : "left");
    }

    @Override
    public void missed(String room) {
        told.add("missed");
    }

    @Override
    public void startedAnew() {
        told.add("anew");
    }

    @Override
    public void connected() {
        told.add("connected");
    }

    @Override
    public void trouble(MatrixFault fault) {
        told.add("trouble " + fault.kind());
    }

    @Override
    public void ended(MatrixFault fault) {
        told.add("ended " + fault.getMessage());
    }

    MatrixMessage message() {
        return take(messages, "message; told: " + told);
    }

    /** Waits until it is told what begins so. */
    String await(String beginning) {
        List<String> others = new ArrayList<>();
        while (true) {
            String next = take(told, beginning + " after " + others);
            if (next.startsWith(beginning)) {
                return next;
            }
            others.add(next);
        }
    }

    private static <T> T take(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + what);
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
