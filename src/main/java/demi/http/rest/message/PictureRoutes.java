package demi.http.rest.message;

import demi.api.store.PictureStore;
import demi.api.store.PictureStore.AddPicture;
import demi.api.store.PictureStore.FindPicture;
import demi.api.store.PictureStore.Picture;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Pictures that go along with a message: sent first, then named by it. */
@WallTime("timestamps of frames, ends of sessions, what a request's days and hours mean")
public final class PictureRoutes {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final int UNUSED = 20;

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final InstantSource clock;

    public PictureRoutes(Bus bus, BearerAuth guard, BodyReader bodies, InstantSource clock) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.clock = clock;
    }

    public void install(ApiRouter routes) {
        routes.post("/api/v1/pictures", this::add);
        routes.add(HttpMethod.GET, "/api/v1/pictures/:id", this::show);
    }

    private Future<JsonResponse> add(RoutingContext context) {
        byte[] content = bodies.bytes(context);
        return guard.caller(context.request()).compose(caller -> {
            Picture picture = picture(content);
            return bus.request(PictureStore.ADD, new AddPicture(caller.userId(), picture, clock.instant(), UNUSED))
                    .map(kept -> {
                        if (!kept.done()) {
                            throw Problem.of(429, "Too many pictures wait for their message; please send it first.")
                                    .with("Retry-After", "60");
                        }
                        return new JsonResponse(201, JsonViews.object().put("picture_id", picture.id()), Map.of());
                    });
        });
    }

    /** By what it is, whatever it is said to be. */
    private static Picture picture(byte[] content) {
        String type = begins(content, PNG) ? "image/png" : begins(content, JPEG) ? "image/jpeg" : "";
        if (type.isEmpty()) {
            throw Problem.of(415, "A picture has to be a PNG or JPEG.");
        }
        return new Picture(
                UUID.randomUUID().toString(), type, Base64.getEncoder().encodeToString(content));
    }

    private static boolean begins(byte[] content, byte[] mark) {
        return content.length > mark.length && Arrays.equals(content, 0, mark.length, mark, 0, mark.length);
    }

    private void show(RoutingContext context) {
        guard.caller(context.request())
                .compose(caller ->
                        bus.request(PictureStore.FIND, new FindPicture(caller.userId(), context.pathParam("id"))))
                .onSuccess(found -> {
                    Picture picture = found.picture();
                    if (picture == null) {
                        context.fail(Problem.of(404, "There is no such picture."));
                        return;
                    }
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, picture.type())
                            .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=86400")
                            .end(Buffer.buffer(Base64.getDecoder().decode(picture.content())));
                })
                .onFailure(context::fail);
    }
}
