package demi.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request ends, by RFC 9112; what two readers could understand in two ways is refused. */
final class Framing {

    /** A line of a chunk's size may have extensions, which nobody sends. */
    private static final int LONGEST_LINE = 4_096;

    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+,;=%-]+)(?::[0-9]{0,5})?");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE =
            Pattern.compile("([0-9A-Fa-f]{1,8})(?:[ \\t]*;[\\t\\x20-\\x7E\\x80-\\xFF]*)?");

    private Framing() {}

    /**
     * What is wrong with this head, null where nothing is.
     *
     * @param lengths how many fields Content-Length it had
     */
    static @Nullable RefusedRequest refusal(HttpRequest request, int lengths) {
        HttpVersion version = request.protocolVersion();
        boolean old = version.equals(HttpVersion.HTTP_1_0);
        if (!old && !version.equals(HttpVersion.HTTP_1_1)) {
            return new RefusedRequest(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1
                || (hosts.isEmpty() && !old)
                || (hosts.size() == 1 && !HOST.matcher(hosts.get(0)).matches())) {
            return RefusedRequest.ambiguous("The Host header is missing or not well-formed, or there are several.");
        }
        if (headers.contains("Sec-WebSocket-Key1") || headers.contains("Sec-WebSocket-Key2")) {
            return RefusedRequest.ambiguous(
                    "This WebSocket is a draft's, whose requests have a body without a length.");
        }
        List<String> length = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (lengths > 1
                || length.size() > 1
                || (!length.isEmpty() && !LENGTH.matcher(length.get(0)).matches())) {
            return RefusedRequest.ambiguous("Content-Length has to be one number.");
        }
        List<String> coding = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding.isEmpty()) {
            return null;
        }
        if (old || lengths > 0 || coding.size() > 1 || !coding.get(0).equalsIgnoreCase("chunked")) {
            return RefusedRequest.ambiguous(
                    "Transfer-Encoding has to be chunked and nothing else, without Content-Length.");
        }
        return null;
    }

    static boolean isChunked(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    /** How many bytes the line has at which {@code in} begins, with its end; 0 where the end is not there yet. */
    static int lineLength(ByteBuf in) {
        int most = Math.min(in.readableBytes(), LONGEST_LINE);
        int end = in.indexOf(in.readerIndex(), in.readerIndex() + most, (byte) '\n');
        return end < 0 ? 0 : end + 1 - in.readerIndex();
    }

    /** The size of a chunk, -1 where the line is none. */
    static long chunkSize(ByteBuf in, int lineLength) {
        String line = in.toString(in.readerIndex(), lineLength, StandardCharsets.ISO_8859_1);
        if (!line.endsWith("\r\n")) {
            return -1;
        }
        Matcher matcher = CHUNK_SIZE.matcher(line.substring(0, line.length() - 2));
        long size = matcher.matches() ? Long.parseLong(matcher.group(1), 16) : -1;
        return size <= Integer.MAX_VALUE ? size : -1;
    }
}
