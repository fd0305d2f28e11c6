package demi.http.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request of a connection be answered at a time, and none while the peer does not read what it was answered: Vert.x
 * queues both without a bound. What comes meanwhile waits outside. Belongs to the event loop.
 */
final class RequestGate extends ChannelDuplexHandler {

    /** Some more is read meanwhile, since a peer that hangs up is noticed by reading only. */
    private static final int WAITING_BYTES = 4 * 1024;

    private @Nullable RequestDecoder decoder;
    private @Nullable ChannelHandlerContext ctx;
    private boolean answering;
    /** Whether it was this one that stopped the channel from reading. */
    private boolean stopped;

    void guard(RequestDecoder guarded) {
        decoder = guarded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    /** To be asked before a request's first byte is decoded. */
    boolean isOpen() {
        return !answering && ctx != null && ctx.channel().isWritable();
    }

    /** To be called when a request's head goes on. */
    void begin() {
        answering = true;
    }

    private void end() {
        answering = false;
        goOn();
    }

    private void goOn() {
        if (ctx != null && decoder != null && isOpen()) {
            ctx.executor().execute(this::decode);
        }
    }

    private void decode() {
        if (ctx == null || decoder == null || ctx.isRemoved()) {
            return;
        }
        decoder.goOn();
        if (stopped && !isFull()) {
            stopped = false;
            ctx.channel().config().setAutoRead(true);
        }
    }

    private boolean isFull() {
        return !isOpen() && decoder != null && decoder.waiting() > WAITING_BYTES;
    }

    @Override
    public void read(ChannelHandlerContext from) {
        if (!isFull()) {
            from.read();
        } else if (from.channel().config().isAutoRead()) {
            stopped = true;
            from.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        from.fireChannelWritabilityChanged();
        goOn();
    }

    /** To stand behind the encoder, where an answer is one still. */
    ChannelOutboundHandlerAdapter answers() {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext from, Object part, ChannelPromise written) {
                boolean last = part instanceof LastHttpContent
                        && !(part instanceof HttpResponse answer
                                && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL);
                from.write(part, written);
                if (last) {
                    end();
                }
            }
        };
    }
}
