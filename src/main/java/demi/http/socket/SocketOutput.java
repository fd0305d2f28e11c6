package demi.http.socket;

import demi.api.ChatApi.Delta;
import demi.http.server.SocketWire;
import demi.util.WallTime;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What goes out of one socket: at once, or, while the device is slow, as soon as it takes more. */
@WallTime("timestamps of frames")
final class SocketOutput {

    private final SocketWire wire;
    private final InstantSource clock;
    private final Runnable tooSlow;
    /** Only there while it holds something. */
    private @Nullable SocketSendQueue queue;

    /** @param tooSlow run where more waits than a device may be behind */
    SocketOutput(SocketWire wire, InstantSource clock, Runnable tooSlow) {
        this.wire = wire;
        this.clock = clock;
        this.tooSlow = tooSlow;
    }

    /** @param delta what the frame says, where later pieces of the same reply may be joined to it */
    void send(String frame, @Nullable Delta delta) {
        if (queue == null && !wire.isFull()) {
            wire.write(frame);
            return;
        }
        if (queue == null) {
            queue = new SocketSendQueue();
        }
        if (!queue.add(frame, delta)) {
            tooSlow.run();
        }
    }

    /** The device takes more. */
    void drain() {
        while (queue != null && !wire.isClosed() && !wire.isFull()) {
            String frame = queue.poll(clock.instant());
            if (frame != null) {
                wire.write(frame);
            }
            if (queue != null && queue.isEmpty()) {
                queue = null;
            }
        }
    }

    /** Nothing more goes out. */
    void clear() {
        queue = null;
    }
}
