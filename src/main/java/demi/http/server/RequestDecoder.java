package demi.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests as Vert.x does, and refuses those whose end is ambiguous, or that take too long to arrive, head and body
 * together. What is wrong with a head reaches the server's invalid request handler; what is wrong with a body reaches
 * whoever reads it ({@link #reading}), and closes the connection where nobody does.
 */
public final class RequestDecoder extends VertxHttpRequestDecoder {

    private static final String NAME = "httpDecoder";
    private static final String ENCODER = "httpEncoder";
    private static final String GATE = "demi.gate";
    private static final String RESPONSE_HANDLER = "demi.answers";
    static final AttributeKey<Consumer<RefusedRequest>> READER = AttributeKey.valueOf("demi.body.reader");
    /** How long the response to a refused request may take to be sent. */
    private static final Duration REFUSAL_TIMEOUT = Duration.ofSeconds(2);

    private enum Part {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK
    }

    private final Duration limit;
    private final RequestGate gate;
    private Part part = Part.HEAD;
    /** Of the chunk that is being read. */
    private long missing;
    /** Fields Content-Length of this head: Netty keeps only the first one of HTTP/1.0. */
    private int lengths;

    /** Of the first line, as far as it is read. */
    private int wordEnd;

    private boolean begun;
    private boolean refused;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable ChannelHandlerContext own;

    RequestDecoder(HttpServerOptions options, Duration limit, RequestGate gate) {
        super(options);
        this.limit = limit;
        this.gate = gate;
        gate.guard(this);
    }

    /** Has {@code connection} read in this way; to be called before its first byte, on its event loop. */
    public static void install(HttpConnection connection, HttpServerOptions options, Duration limit) {
        RequestGate gate = new RequestGate();
        ChannelPipeline pipeline = channel(connection).pipeline();
        pipeline.addBefore(NAME, GATE, gate).addAfter(ENCODER, RESPONSE_HANDLER, gate.answers());
        pipeline.replace(NAME, NAME, new RequestDecoder(options, limit, gate));
    }

    /** Called at most once with the reason why the body is invalid; null when the body has been read. */
    public static void reading(HttpConnection connection, @Nullable Consumer<RefusedRequest> reader) {
        channel(connection).attr(READER).set(reader);
    }

    static Channel channel(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        own = ctx;
        schedule(ctx, limit);
    }

    /** How many bytes are read and not decoded. */
    int waiting() {
        return own == null || own.isRemoved() ? 0 : actualReadableBytes();
    }

    /** Decodes what waits. */
    void goOn() {
        ChannelHandlerContext ctx = own;
        if (ctx == null || ctx.isRemoved() || waiting() == 0) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            channelReadComplete(ctx);
        } catch (Exception thrown) {
            ctx.fireExceptionCaught(thrown);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        cancel();
        super.handlerRemoved0(ctx);
    }

    @Override
    protected String splitFirstWordInitialLine(byte[] bytes, int start, int length) {
        wordEnd = start + length;
        return super.splitFirstWordInitialLine(bytes, start, length);
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] bytes, int start, int length) {
        requireOneBlank(bytes, start, length);
        return super.splitSecondWordInitialLine(bytes, start, length);
    }

    @Override
    protected String splitThirdWordInitialLine(byte[] bytes, int start, int length) {
        requireOneBlank(bytes, start, length);
        return super.splitThirdWordInitialLine(bytes, start, length);
    }

    /** Others may read a tab, or a second blank, as a part of the address. */
    private void requireOneBlank(byte[] bytes, int start, int length) {
        if (length > 0 && (start != wordEnd + 1 || bytes[wordEnd] != ' ')) {
            throw new IllegalArgumentException("not one blank between the words of the first line");
        }
        wordEnd = start + length;
    }

    @Override
    protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
        if (length == 0) {
            throw new IllegalArgumentException("a header without a name");
        }
        AsciiString name = super.splitHeaderName(bytes, start, length);
        if (HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
            lengths++;
        }
        return name;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Kept, so that it is seen and refused.
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!begun) {
            if (!gate.isOpen()) {
                return;
            }
            begun = true;
            schedule(ctx, limit);
        }
        int line = part == Part.CHUNK_SIZE ? Framing.lineLength(in) : 0;
        if (line > 0) {
            missing = Framing.chunkSize(in, line);
            if (missing < 0) {
                in.skipBytes(in.readableBytes());
                refuseBody(ctx, RefusedRequest.ambiguous("The size of a chunk is not well-formed."));
                return;
            }
            part = missing == 0 ? Part.BODY : Part.CHUNK;
        }
        int before = out.size();
        int readable = in.readableBytes();
        super.decode(ctx, in, out);
        inspect(ctx, out, before, readable - in.readableBytes() - line);
    }

    /** @param read how many bytes were read, without the line of a chunk's size */
    private void inspect(ChannelHandlerContext ctx, List<Object> out, int before, int read) {
        int rest = read;
        for (int i = before; i < out.size() && !refused; i++) {
            Object decoded = out.get(i);
            if (decoded instanceof HttpRequest request) {
                head(request);
            } else if (decoded instanceof HttpContent content) {
                rest -= content.content().readableBytes();
                body(ctx, content);
            }
            if (refused) {
                int keep = decoded instanceof HttpRequest ? i + 1 : i;
                List<Object> dropped = out.subList(keep, out.size());
                dropped.forEach(ReferenceCountUtil::release);
                dropped.clear();
            }
        }
        // What is left over is the line end behind a chunk's last byte.
        if (part == Part.CHUNK && missing == 0 && rest > 0) {
            part = Part.CHUNK_SIZE;
        }
    }

    private void head(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            RefusedRequest refusal = Framing.refusal(request, lengths);
            if (refusal == null) {
                gate.begin();
                part = Framing.isChunked(request) ? Part.CHUNK_SIZE : Part.BODY;
                return;
            }
            request.setDecoderResult(DecoderResult.failure(refusal));
        }
        refused = true;
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            refuseBody(ctx, RefusedRequest.ambiguous("The body is not well-formed."));
        } else if (content instanceof LastHttpContent) {
            part = Part.HEAD;
            lengths = 0;
            begun = false;
            cancel();
        } else if (part == Part.CHUNK) {
            missing -= content.content().readableBytes();
        }
    }

    private void refuseBody(ChannelHandlerContext ctx, RefusedRequest refusal) {
        refused = true;
        Consumer<RefusedRequest> reader = ctx.channel().attr(READER).getAndSet(null);
        if (reader == null) {
            ctx.close();
        } else {
            schedule(ctx, REFUSAL_TIMEOUT);
            reader.accept(refusal);
        }
    }

    private void onDeadline(ChannelHandlerContext ctx) {
        if (!begun || refused) {
            ctx.close();
        } else if (!ctx.channel().config().isAutoRead()) {
            // It is not the peer who is slow.
            schedule(ctx, limit);
        } else if (part != Part.HEAD) {
            refuseBody(ctx, RefusedRequest.late());
        } else {
            refused = true;
            schedule(ctx, REFUSAL_TIMEOUT);
            HttpMessage none = createInvalidMessage();
            none.setDecoderResult(DecoderResult.failure(RefusedRequest.late()));
            ctx.fireChannelRead(none);
            ctx.fireChannelReadComplete();
        }
    }

    private void schedule(ChannelHandlerContext ctx, Duration after) {
        cancel();
        timer = ctx.executor().schedule(() -> onDeadline(ctx), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
