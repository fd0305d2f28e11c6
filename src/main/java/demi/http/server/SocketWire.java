package demi.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The wire of one WebSocket, with bounded memory: while the peer does not read, it is not read from, so that nobody answers it,
 * the library by itself included; and however much it writes, it is read at a bounded pace. Belongs to the socket's context.
 */
public final class SocketWire {

    private static final String NAME = "demi.wire";
    private static final String READER = "demi.reader";
    /** So long a peer has to answer a goodbye, or to take the last words; a little more than Vert.x waits by itself. */
    private static final long GOODBYE_MS = 1_500;

    private final ServerWebSocket socket;
    private final boolean saysGoodbye;
    /** Vert.x's own; closing it, and not the channel, sends no Close frame. */
    private final ChannelHandlerContext outward;

    private final PacedReader reader;

    private boolean held;
    private boolean paused;
    private boolean stopped;

    /**
     * Takes over a socket.
     *
     * @param connection on which it was asked for
     * @param pace at which it is read
     * @param saysGoodbye whether the peer gets a Close frame; else TCP is dropped, for clients that never answer one
     * @param progress told whenever the peer has taken something after it was slow
     * @param broken told of bytes that are no WebSocket's, or too many of them; the socket has to be closed then
     */
    public SocketWire(
            ServerWebSocket socket,
            HttpConnection connection,
            SocketPace pace,
            boolean saysGoodbye,
            Runnable progress,
            Consumer<Throwable> broken) {
        this.socket = socket;
        this.saysGoodbye = saysGoodbye;
        this.outward = RequestDecoder.channel(connection).pipeline().context("handler");
        ContextInternal context = ContextInternal.current();
        // What one look at the wire brings has to be kept while the socket is held: not sixteen buffers of it.
        if (outward.channel().config().getRecvByteBufAllocator() instanceof MaxMessagesRecvByteBufAllocator reads) {
            reads.maxMessagesPerRead(1);
        }
        HandshakeRelease.of(outward.handler());
        this.reader = new PacedReader(pace, outward.executor().ticker()::nanoTime);
        ChannelPipeline pipeline = outward.pipeline();
        pipeline.addBefore(pipeline.context(WebSocketFrameDecoder.class).name(), READER, reader)
                .addBefore(
                        outward.name(),
                        NAME,
                        new Bound(
                                reader::countFrame,
                                () -> context.emit(null, flows -> {
                                    progress.run();
                                    checkDrained();
                                }),
                                thrown -> context.emit(thrown, broken::accept)));
    }

    private static final class Bound extends ChannelInboundHandlerAdapter {
        private final Runnable counted;
        private final Runnable flows;
        private final Consumer<Throwable> broken;
        private boolean isBroken;

        Bound(Runnable counted, Runnable flows, Consumer<Throwable> broken) {
            this.counted = counted;
            this.flows = flows;
            this.broken = broken;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            counted.run();
            if (isBroken) {
                ReferenceCountUtil.release(frame);
            } else {
                ctx.fireChannelRead(frame);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            ctx.fireChannelWritabilityChanged();
            flows.run();
        }

        /** Vert.x would close at once, and the peer would not hear why. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
            if (!isBroken && ctx.channel().isActive() && !(thrown instanceof IOException)) {
                isBroken = true;
                broken.accept(thrown);
            } else if (!isBroken) {
                ctx.fireExceptionCaught(thrown);
            }
        }
    }

    /** Also true between the peer's goodbye and the end, when the socket takes no frames any more but throws. */
    public boolean isClosed() {
        return socket.isClosed();
    }

    /** Whether more is to be written than the peer takes. Not to be asked of a closed one. */
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    /** Done when the peer's system has it. */
    public Future<Void> write(String text) {
        return socket.writeTextMessage(text);
    }

    /** Asks the peer whether it is there, unless it is busy reading. */
    public void ping() {
        if (!isFull()) {
            socket.writePing(Buffer.buffer("demi"));
        }
    }

    /** Reads no more for now; what comes has to wait outside. */
    public void pause() {
        paused = true;
        flow();
    }

    public void resume() {
        paused = false;
        flow();
    }

    /** To be called when the socket has drained. */
    public void checkDrained() {
        held = !isClosed() && (isFull() || !outward.channel().isWritable());
        flow();
    }

    private void flow() {
        boolean stop = paused || held;
        if (stop == stopped) {
            return;
        }
        stopped = stop;
        // Not the socket's own pause: that one lets through what was read with the last look.
        reader.hold(stop);
    }

    /** Ends it, within a moment even where the peer reads nothing; done when it is closed. */
    public Future<Void> close(int code, String reason) {
        if (isClosed()) {
            return Future.succeededFuture();
        }
        Promise<Void> closed = Promise.promise();
        outward.channel().closeFuture().addListener(gone -> closed.tryComplete());
        if (isFull()) {
            outward.close();
            return closed.future();
        }
        outward.executor().schedule(() -> outward.close(), GOODBYE_MS, TimeUnit.MILLISECONDS);
        if (saysGoodbye) {
            socket.close((short) code, reason);
        } else {
            // Behind what was written before.
            outward.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> outward.close());
        }
        return closed.future();
    }
}
