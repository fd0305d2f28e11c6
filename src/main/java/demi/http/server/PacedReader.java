package demi.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a socket's decoder and gives it no more than the pace allows; what comes beyond that waits with its sender, but
 * for the last look at the wire. Nothing is lost, and nobody is closed for being quick.
 */
final class PacedReader extends ChannelDuplexHandler {

    /** What the decoder gets at a time, in bytes: so much may be too much, since frames are counted behind it. */
    private static final int PIECE = 512;
    /** Shorter ones would be more work than what they let through. */
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final TokenBucket bucket;

    private @Nullable ChannelHandlerContext ctx;
    /** What was read and may not go on yet; nothing more is read while there is any. */
    private @Nullable ByteBuf waiting;

    private boolean held;
    private boolean feeding;
    private boolean scheduled;
    /** Whether it was this one that stopped the channel from reading. */
    private boolean stopped;

    /** @param nanoTime a clock that nobody sets */
    PacedReader(SocketPace pace, LongSupplier nanoTime) {
        this.bucket = new TokenBucket(pace.perSecond(), pace.burst(), nanoTime);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    /** To be called for each frame that the decoder made. */
    void countFrame() {
        bucket.spend(1);
    }

    /** Lets nothing through, whatever the pace, until it is called again. On the event loop. */
    void hold(boolean hold) {
        held = hold;
        if (!hold && ctx != null) {
            goOn(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object read) {
        if (!(read instanceof ByteBuf bytes)) {
            from.fireChannelRead(read);
            return;
        }
        bucket.spend(SocketPace.TOKENS_PER_LOOK);
        waiting = waiting == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(from.alloc(), waiting, bytes);
        feed(from);
    }

    /** What waits comes first. */
    @Override
    public void read(ChannelHandlerContext from) {
        if (waiting == null) {
            from.read();
        } else {
            stop(from);
        }
    }

    private void stop(ChannelHandlerContext from) {
        if (from.channel().config().isAutoRead()) {
            stopped = true;
            from.channel().config().setAutoRead(false);
        }
    }

    private void goOn(ChannelHandlerContext from) {
        if (waiting != null && !feeding) {
            feed(from);
            from.fireChannelReadComplete();
        }
    }

    private void feed(ChannelHandlerContext from) {
        if (feeding) {
            return;
        }
        feeding = true;
        try {
            while (waiting != null && !held && !bucket.isEmpty()) {
                int length = Math.min(PIECE, waiting.readableBytes());
                bucket.spend(length / SocketPace.BYTES_PER_TOKEN);
                ByteBuf piece = waiting.readRetainedSlice(length);
                if (!waiting.isReadable()) {
                    drop();
                }
                from.fireChannelRead(piece);
            }
        } finally {
            feeding = false;
        }
        stopOrGoOnReading(from);
    }

    private void stopOrGoOnReading(ChannelHandlerContext from) {
        if (waiting == null) {
            if (stopped) {
                stopped = false;
                from.channel().config().setAutoRead(true);
            }
            return;
        }
        stop(from);
        if (!held && !scheduled) {
            scheduled = true;
            long wait = Math.max(SHORTEST_WAIT_NANOS, bucket.emptyForNanos());
            from.executor().schedule(() -> again(from), wait, TimeUnit.NANOSECONDS);
        }
    }

    private void again(ChannelHandlerContext from) {
        scheduled = false;
        goOn(from);
    }

    private void drop() {
        if (waiting != null) {
            waiting.release();
            waiting = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        drop();
        from.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        drop();
    }
}
