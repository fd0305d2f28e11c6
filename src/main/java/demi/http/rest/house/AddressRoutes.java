package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.util.HomeNetwork;
import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.IntSupplier;

/** Where a phone at home finds her, and any text as a QR code for it. */
public final class AddressRoutes {

    /** Modules that have to be light around a code. */
    private static final int QUIET = 4;

    private final BearerAuth guard;
    private final BodyReader bodies;
    private final String host;
    private final String basePath;
    private final IntSupplier port;

    /** @param port asked when the listener is open */
    public AddressRoutes(BearerAuth guard, BodyReader bodies, String host, String basePath, IntSupplier port) {
        this.guard = guard;
        this.bodies = bodies;
        this.host = host;
        this.basePath = basePath;
        this.port = port;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/addresses", this::addresses);
        routes.post("/api/v1/qr", this::qr);
    }

    private Future<JsonResponse> addresses(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> context.vertx().executeBlocking(() -> HomeNetwork.of(host)))
                .map(found -> {
                    ArrayNode list = JsonViews.array();
                    found.forEach(address ->
                            list.add("http://" + HomeNetwork.host(address) + ":" + port.getAsInt() + basePath + "/"));
                    return JsonResponse.ok(JsonViews.object().set("addresses", list));
                });
    }

    private Future<JsonResponse> qr(RoutingContext context) {
        return bodies.read(context)
                .compose(fields -> guard.caller(context.request()).map(caller -> draw(fields.required("text"))));
    }

    private static JsonResponse draw(String text) {
        try {
            QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
            return JsonResponse.ok(
                    JsonViews.object().put("size", code.size + 2 * QUIET).put("path", path(code)));
        } catch (DataTooLongException e) {
            throw Problem.field("text", "is too long for a QR code.");
        }
    }

    /** The dark modules as a path of SVG, a run in a row at a time. */
    private static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                int from = x;
                while (code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
