package demi.http.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The plain page's files and the API's document, from memory. */
public final class StaticFiles {

    private record Page(String path, String resource, String type) {}

    private static final String HTML = "text/html; charset=utf-8";

    private static final List<Page> PAGES = List.of(
            new Page("/", "/web/index.html", HTML),
            new Page("/setup", "/web/index.html", HTML),
            new Page("/app.js", "/web/app.js", "text/javascript; charset=utf-8"),
            new Page("/style.css", "/web/style.css", "text/css; charset=utf-8"),
            new Page("/icon.svg", "/web/icon.svg", "image/svg+xml"),
            new Page("/api/openapi.yaml", "/api/openapi.yaml", "application/yaml"));

    private StaticFiles() {}

    public static void install(ApiRouter routes) {
        for (Page page : PAGES) {
            Buffer content = load(page.resource());
            routes.add(HttpMethod.GET, page.path(), context -> send(context, page, content));
            routes.add(HttpMethod.HEAD, page.path(), context -> send(context, page, content));
        }
    }

    private static void send(RoutingContext context, Page page, Buffer content) {
        if (!context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, page.type()).end(content);
    }

    private static Buffer load(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
