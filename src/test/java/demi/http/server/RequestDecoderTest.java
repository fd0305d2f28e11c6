package demi.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String POST = "POST / HTTP/1.1\r\nHost: demi\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RequestGate gate = new RequestGate();
    private final List<RefusedRequest> told = new ArrayList<>();

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(gate, new RequestDecoder(new HttpServerOptions(), LIMIT, gate), gate.answers());
        channel.attr(RequestDecoder.READER).set(told::add);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            HttpContent content = assertInstanceOf(HttpContent.class, next);
            assertTrue(content.decoderResult().isSuccess());
            body.append(content.content().toString(StandardCharsets.US_ASCII));
            content.release();
        }
        return body.toString();
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void chunksAreReadHoweverTheyAreCut(int size) {
        String request = POST + "Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n00c ;why=\"not\"\r\n, my world!!\r\n0\r\nTransfer-Encoding: gzip\r\nX: y\r\n\r\n";
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < request.length(); i += size) {
                send(request.substring(i, Math.min(request.length(), i + size)));
            }
            HttpRequest head = channel.readInbound();
            assertTrue(head.decoderResult().isSuccess());
            assertEquals("hello, my world!!", body());
            answer(200);
        }
        assertTrue(told.isEmpty() && channel.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 junk\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "100000005\r\nhello\r\n0\r\n\r\n",
                "ffffffff\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                ";a=b\r\nhello\r\n0\r\n\r\n",
                "5;a\u0000b\r\nhello\r\n0\r\n\r\n",
                "5;a\rb\r\nhello\r\n0\r\n\r\n",
                "5\r\r\nhello\r\n0\r\n\r\n",
                "0\r\nno colon\r\n\r\n",
                "g\r\n"
            })
    void anAmbiguousChunkIsNoneAndNothingAfterItIsRead(String chunks) {
        send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "GET /next HTTP/1.1\r\nHost: demi\r\n\r\n");
        assertInstanceOf(HttpRequest.class, channel.readInbound());
        body();
        assertEquals(1, told.size());
        assertEquals(400, told.get(0).status());
        assertTrue(channel.isOpen());
        pass(Duration.ofSeconds(3));
        assertFalse(channel.isOpen());
    }

    @Test
    void aBodyThatNobodyReadsClosesTheConnection() {
        channel.attr(RequestDecoder.READER).set(null);
        send(POST + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
        assertFalse(channel.isOpen());
    }

    @Test
    void aHeadHasItsTimeHoweverItTrickles() {
        for (int i = 0; i < 19; i++) {
            send(i == 0 ? "GET / HTTP/1.1\r\nHost: demi\r\n" : "X-" + i + ": y\r\n");
            pass(Duration.ofSeconds(1));
        }
        assertNull(channel.readInbound());
        pass(Duration.ofSeconds(1));
        HttpRequest late = channel.readInbound();
        assertEquals(408, ((RefusedRequest) late.decoderResult().cause()).status());
        send("\r\n");
        assertNull(channel.readInbound());
        pass(Duration.ofSeconds(3));
        assertFalse(channel.isOpen());
    }

    @Test
    void aBodyHasTheRestOfThatTime() {
        send(POST + "Content-Length: 100\r\n\r\n");
        for (int i = 0; i < 20; i++) {
            assertTrue(told.isEmpty());
            send("x");
            pass(Duration.ofSeconds(1));
        }
        assertEquals(408, told.get(0).status());
    }

    @Test
    void whoSaysNothingIsClosedAndWhoHasBeenAnsweredMayStay() {
        send("GET / HTTP/1.1\r\nHost: demi\r\n\r\n");
        pass(Duration.ofSeconds(100));
        assertTrue(channel.isOpen());
        EmbeddedChannel silent = new EmbeddedChannel();
        silent.freezeTime();
        RequestGate its = new RequestGate();
        silent.pipeline().addLast(its, new RequestDecoder(new HttpServerOptions(), LIMIT, its));
        silent.advanceTimeBy(20, TimeUnit.SECONDS);
        silent.runScheduledPendingTasks();
        assertFalse(silent.isOpen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: demi\r\nHost: demi",
                "X: y",
                "Host:",
                "Host: a/b",
                "Host: a@b",
                "Host: a b",
                "Host: demi\r\n Content-Length: 5",
                "Host: demi:80:80",
                "Host: demi:x",
                "Host: [::1",
                "Host: demi\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
                "Host: demi\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
                "Host: demi\r\nTransfer-Encoding: xchunked",
                "Host: demi\r\nTransfer-Encoding: chunked, identity",
                "Host: demi\r\nTransfer-Encoding: identity",
                "Host: demi\r\nTransfer-Encoding: gzip, chunked",
                "Host: demi\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Host: demi\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Host: demi\r\nTransfer-Encoding:\r\n chunked",
                "Host: demi\r\nTransfer-Encoding: \u000bchunked",
                "Host: demi\r\nTransfer-Encoding: \"chunked\"",
                "Host: demi\r\nTransfer-Encoding:",
                "Host: demi\r\nTransfer-Encoding : chunked",
                "Host: demi\r\nContent-Length: 5\r\nContent-Length: 6",
                "Host: demi\r\nContent-Length: 5\r\nContent-Length: 5",
                "Host: demi\r\nContent-Length: 5, 5",
                "Host: demi\r\nContent-Length: +5",
                "Host: demi\r\nContent-Length: -5",
                "Host: demi\r\nContent-Length: 0x5",
                "Host: demi\r\nContent-Length: 5 5",
                "Host: demi\r\nContent-Length: 5.0",
                "Host: demi\r\nContent-Length:",
                "Host: demi\r\nContent-Length: 99999999999999999999",
                "Host: demi\r\nContent Length: 5",
                "Host: demi\nContent-Length: 5",
                "Host: demi\r\nSec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00"
            })
    void anAmbiguousHeadIsRefused(String fields) {
        send("POST / HTTP/1.1\r\n" + fields
                + "\r\n\r\n5\r\nhello\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: demi\r\n\r\n");
        refusedAndNothingElse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked",
                "POST / HTTP/1.0\r\nContent-Length: 5\r\nContent-Length: 6",
                "POST / HTTP/1.0\r\nHost: a\r\nHost: b",
                "POST / HTTP/1.2\r\nHost: demi",
                "POST / HTTP/2.0\r\nHost: demi",
                "POST /\r\nHost: demi"
            })
    void soAreOtherVersions(String head) {
        send(head + "\r\n\r\nhello");
        refusedAndNothingElse();
    }

    private void refusedAndNothingElse() {
        HttpRequest head = channel.readInbound();
        assertTrue(head.decoderResult().isFailure());
        Object next = channel.readInbound();
        assertNull(next);
        send("GET /next HTTP/1.1\r\nHost: demi\r\n\r\n");
        assertNull(channel.readInbound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: demi\r\nContent-Length: 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: demi\r\nContent-Length: 005\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: [::1]:8000\r\nContent-Length: 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: xn--dmi.example_lan:8000\r\nContent-Length: 5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nhost:demi\r\ncontent-length:\t5 \r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: demi\r\ntransfer-encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
                "\r\nPOST / HTTP/1.1\r\nHost: demi\r\nContent-Length: 5\r\n\r\nhello"
            })
    void whatIsPlainIsRead(String request) {
        send(request);
        HttpRequest head = channel.readInbound();
        assertTrue(head.decoderResult().isSuccess());
        assertEquals("hello", body());
        assertTrue(told.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\t/ HTTP/1.1",
                "GET /\tHTTP/1.1",
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                "GET / x HTTP/1.1",
                "GET / HTTP/1.1\r\n: nameless",
            })
    void whatStandsBetweenWordsIsOneBlankAndEveryHeaderHasAName(String head) {
        send(head + "\r\nHost: demi\r\n\r\n");
        HttpRequest refused = channel.readInbound();
        assertTrue(refused.decoderResult().isFailure());
        assertNull(channel.readInbound());
    }

    private int heads() {
        int heads = 0;
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            heads += next instanceof HttpRequest ? 1 : 0;
            ReferenceCountUtil.release(next);
        }
        return heads;
    }

    private void answer(int status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
        channel.runPendingTasks();
    }

    @Test
    void oneRequestOfAConnectionIsAnsweredAtATime() {
        send((POST + "Content-Length: 1\r\n\r\nx").repeat(3) + "GET / HTTP");
        assertEquals(1, heads());
        answer(100);
        assertEquals(0, heads());
        answer(200);
        assertEquals(1, heads());
        send("/1.1\r\nHost: demi\r\n\r\n");
        assertEquals(0, heads());
        answer(415);
        assertEquals(1, heads());
        answer(200);
        assertEquals(1, heads());
    }

    @Test
    void whoDoesNotReadIsAskedNoMore() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        send("GET / HTTP/1.1\r\nHost: demi\r\n\r\n");
        assertEquals(0, heads());
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertEquals(1, heads());
    }
}
