package demi.http.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The web app and the API's document. Texts lie in the jar compressed and go out as they are; what has the version in its
 * address may be kept for ever, the rest is asked for again by its ETag.
 */
public final class StaticFiles {

    private static final String ROOT = "/web/";
    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+){1,6}");
    /** What a browser never shows as a page: for the first view it fetches some forty of them. */
    private static final Set<String> NO_PAGES = Set.of("text/javascript; charset=utf-8", "text/css; charset=utf-8");

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final int NOT_MODIFIED = 304;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json",
            "yaml", "application/yaml");

    /** An address and the file in the jar that is behind it. */
    private record Page(String path, String file) {}

    private static final List<Page> PAGES = List.of(
            new Page("/", ROOT + "index.html"),
            new Page("/setup", ROOT + "index.html"),
            new Page("/join", ROOT + "index.html"),
            new Page("/sw.js", ROOT + "sw.js"),
            new Page("/manifest.webmanifest", ROOT + "manifest.webmanifest"),
            new Page("/icon.svg", ROOT + "icon.svg"),
            new Page("/api/openapi.yaml", "/api/openapi.yaml"));

    /** A file as it lies in the jar. */
    private record Content(Buffer bytes, boolean gzip, String type, String etag) {

        /** For who takes no compressed answers. */
        Buffer plain() {
            if (!gzip) {
                return bytes;
            }
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
                return Buffer.buffer(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final String version = new String(bytes(ROOT + "version.txt"), StandardCharsets.US_ASCII).strip();
    private final Map<String, Content> loaded = new HashMap<>();

    private StaticFiles() {}

    public static void install(ApiRouter routes) {
        StaticFiles files = new StaticFiles();
        for (Page page : PAGES) {
            install(routes, page.path(), context -> files.page(context, page));
        }
        install(routes, "/web/:version/*", files::asset);
    }

    private static void install(ApiRouter routes, String path, Handler<RoutingContext> send) {
        routes.add(HttpMethod.GET, path, send);
        routes.add(HttpMethod.HEAD, path, send);
    }

    private void page(RoutingContext context, Page page) {
        HttpServerResponse response = context.response();
        if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        load(context, page.file()).onSuccess(content -> send(context, content)).onFailure(context::fail);
    }

    private void asset(RoutingContext context) {
        String marker = ROOT + version + "/";
        String path = context.normalizedPath();
        int at = path.indexOf(marker);
        String name = at < 0 ? "" : path.substring(at + marker.length());
        if (!ASSET.matcher(name).matches()) {
            context.fail(Problem.of(404, "There is nothing here."));
            return;
        }
        load(context, ROOT + "assets/" + name)
                .onSuccess(content -> {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
                    send(context, content);
                })
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, Content content) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response().putHeader(HttpHeaders.CONTENT_TYPE, content.type());
        boolean isForEver = FOR_EVER.equals(response.headers().get(HttpHeaders.CACHE_CONTROL));
        if (!isForEver) {
            response.putHeader(HttpHeaders.ETAG, content.etag());
        } else if (NO_PAGES.contains(content.type())) {
            SecurityHeaders.keepForCode(response);
        }
        if (content.gzip()) {
            response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
        }
        if (content.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(NOT_MODIFIED).end();
        } else if (content.gzip() && Compression.takesGzip(request)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(content.bytes());
        } else {
            response.end(content.plain());
        }
    }

    /** Reading the jar the first time is not for the event loop. */
    private Future<Content> load(RoutingContext context, String file) {
        Content known = loaded.get(file);
        return known != null
                ? Future.succeededFuture(known)
                : context.vertx().executeBlocking(() -> read(file)).map(content -> {
                    loaded.put(file, content);
                    return content;
                });
    }

    private static Content read(String file) {
        byte[] compressed = bytesOrNull(file + ".gz");
        byte[] bytes = compressed == null ? bytesOrNull(file) : compressed;
        if (bytes == null) {
            throw Problem.of(404, "There is nothing here.");
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        String etag = "\"" + Long.toHexString(sum.getValue()) + "-" + Integer.toHexString(bytes.length) + "\"";
        String type = TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
        return new Content(Buffer.buffer(bytes), compressed != null, type, etag);
    }

    private static byte[] bytes(String resource) {
        byte[] bytes = bytesOrNull(resource);
        if (bytes == null) {
            throw new IllegalStateException("not in the jar: " + resource);
        }
        return bytes;
    }

    private static byte @Nullable [] bytesOrNull(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
