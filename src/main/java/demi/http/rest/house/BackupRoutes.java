package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.house.BackupsApi;
import demi.api.house.BackupsApi.Backup;
import demi.api.house.BackupsApi.BackupFile;
import demi.api.house.BackupsApi.BackupList;
import demi.api.house.BackupsApi.Making;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copies of the database: which there are, making one, taking one away; for the owner. */
final class BackupRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);
    private static final String FILE = "/api/v1/backups/:name";

    private final Bus bus;
    private final BearerAuth guard;

    BackupRoutes(Bus bus, BearerAuth guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/backups", this::list);
        routes.post("/api/v1/backups", this::make);
        routes.add(HttpMethod.GET, FILE, this::download);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(BackupsApi.LIST, new BackupsApi.ListBackups()))
                .map(found -> JsonResponse.ok(json(found)))
                .recover(Reasons::told);
    }

    private static ObjectNode json(BackupList found) {
        ArrayNode backups = JsonViews.array();
        found.backups().forEach(backup -> backups.add(json(backup)));
        ObjectNode json = JsonViews.object()
                .put("folder", found.folder())
                .put("keep", found.keep())
                .put(
                        "every_hours",
                        found.every().toMillis() / (double) Duration.ofHours(1).toMillis());
        json.set("backups", backups);
        return json.put("last_success", JsonViews.timeOrNull(found.lastSuccess()))
                .put("last_failure", found.lastFailure());
    }

    private static ObjectNode json(Backup backup) {
        return JsonViews.object()
                .put("name", backup.name())
                .put("at", JsonViews.time(backup.at()))
                .put("bytes", backup.bytes())
                .put("checked_at", JsonViews.timeOrNull(backup.checkedAt()));
    }

    private Future<JsonResponse> make(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(BackupsApi.MAKE, new BackupsApi.MakeBackup()))
                .map(BackupRoutes::made)
                .recover(Reasons::told);
    }

    private static JsonResponse made(Making making) {
        Backup backup = making.backup();
        return switch (making.progress()) {
            case BUSY -> throw Problem.of(409, "A backup is being made already.");
            case BEGUN -> new JsonResponse(202, JsonViews.object(), Map.of());
            case MADE -> JsonResponse.ok(backup == null ? JsonViews.object() : json(backup));
        };
    }

    private void download(RoutingContext context) {
        guard.owner(context.request())
                .compose(owner -> bus.request(BackupsApi.FIND, new BackupsApi.FindBackup(context.pathParam("name"))))
                .onSuccess(found -> send(context, found))
                .onFailure(context::fail);
    }

    /** Whoever has left since is told nothing. */
    private static void send(RoutingContext context, BackupFile found) {
        String name = context.pathParam("name");
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/vnd.sqlite3")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .sendFile(found.path())
                .onFailure(gone -> {
                    LOG.info("Could not send a backup to its end: name={} error={}", name, gone.getMessage());
                    if (!context.response().headWritten()) {
                        context.fail(Problem.of(404, "There is no such backup."));
                    }
                });
    }
}
