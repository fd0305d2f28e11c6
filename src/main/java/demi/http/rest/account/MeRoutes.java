package demi.http.rest.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.OwnAccountsApi;
import demi.api.store.PersonStore;
import demi.api.store.PersonStore.ChangePreferences;
import demi.api.store.PersonStore.Language;
import demi.api.store.PersonStore.Preference;
import demi.api.store.PersonStore.Preferences;
import demi.api.store.PersonStore.TextSize;
import demi.api.store.PersonStore.Theme;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller: their account, and how they want the pages to be. */
final class MeRoutes {

    private static final Map<Preference, String> FIELDS = Map.of(
            Preference.ZONE, "timezone",
            Preference.LANGUAGE, "language",
            Preference.THEME, "theme",
            Preference.TEXT_SIZE, "text_size");

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    MeRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/me", this::me);
        routes.patch("/api/v1/me", this::change);
        routes.delete("/api/v1/me", this::remove);
    }

    private Future<JsonResponse> me(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> me(bus, caller))
                .map(JsonResponse::ok);
    }

    /** The account of somebody as they see it themselves. */
    static Future<ObjectNode> me(Bus bus, Caller caller) {
        return bus.request(OwnAccountsApi.PROFILE, new OwnAccountsApi.GetProfile(caller))
                .compose(profile -> bus.request(
                                PersonStore.PREFERENCES, new PersonStore.GetPreferences(caller.userId()))
                        .map(preferences -> json(profile, preferences).put("owner", caller.owner())));
    }

    private static ObjectNode json(OwnAccountsApi.Profile profile, Preferences preferences) {
        return JsonViews.object()
                .put("user_id", profile.userId())
                .put("email", profile.email())
                .put("name", profile.username())
                .put("created_at", JsonViews.time(profile.createdAt()))
                .put("last_login", JsonViews.timeOrNull(profile.lastLogin()))
                .put("timezone", text(preferences.zone()))
                .put("language", text(preferences.language()))
                .put("theme", text(preferences.theme()))
                .put("text_size", text(preferences.textSize()))
                .put("second_factor", profile.secondFactor())
                .put("recovery_codes", profile.recoveryCodes());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value instanceof Enum<?> one ? key(one) : value.toString();
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Future<JsonResponse> change(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.compose(fields -> {
                            ChangePreferences preferences = preferences(caller.userId(), fields);
                            String name = fields.mentions("name") ? fields.required("name") : null;
                            if (name == null && preferences.which().isEmpty()) {
                                throw Problem.field("name", "or timezone, language, theme or text_size is required.");
                            }
                            return rename(caller, name).compose(renamed -> change(preferences));
                        })
                        .compose(changed -> me(bus, caller))
                        .map(JsonResponse::ok));
    }

    private Future<?> rename(Caller caller, @Nullable String name) {
        return name == null
                ? Future.succeededFuture()
                : bus.request(OwnAccountsApi.CHANGE_PROFILE, new OwnAccountsApi.ChangeProfile(caller, name, null, null))
                        .map(outcome -> {
                            if (outcome instanceof Refused refused) {
                                throw LoginResponse.refusal(refused, "name");
                            }
                            return outcome;
                        });
    }

    private Future<?> change(ChangePreferences preferences) {
        return preferences.which().isEmpty()
                ? Future.succeededFuture()
                : bus.request(PersonStore.CHANGE_PREFERENCES, preferences).map(changed -> {
                    if (!changed.done()) {
                        throw Problem.of(404, "The account is gone.");
                    }
                    return changed;
                });
    }

    /** What is there as null becomes null; what is not there stays. */
    private static ChangePreferences preferences(String userId, RequestFields fields) {
        List<Preference> which = Arrays.stream(Preference.values())
                .filter(each -> fields.mentions(field(each)))
                .toList();
        return new ChangePreferences(
                userId,
                which,
                new Preferences(
                        zone(fields),
                        one(fields, Preference.LANGUAGE, Language.values()),
                        one(fields, Preference.THEME, Theme.values()),
                        one(fields, Preference.TEXT_SIZE, TextSize.values())));
    }

    private static String field(Preference preference) {
        return FIELDS.getOrDefault(preference, "");
    }

    /** One of the names that people know; an offset such as +02:00 knows no summer. */
    private static @Nullable ZoneId zone(RequestFields fields) {
        String field = field(Preference.ZONE);
        String name = value(fields, field);
        if (name != null && !ZoneId.getAvailableZoneIds().contains(name)) {
            throw Problem.field(field, "has to be a time zone such as Europe/Berlin, or null.");
        }
        return name == null ? null : ZoneId.of(name);
    }

    private static <E extends Enum<E>> @Nullable E one(RequestFields fields, Preference preference, E[] values) {
        String field = field(preference);
        String name = value(fields, field);
        if (name == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(each -> key(each).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.field(
                        field,
                        "has to be "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values).map(MeRoutes::key).toList()) + " or null."));
    }

    /** A blank one is none of the values, and not null. */
    private static @Nullable String value(RequestFields fields, String field) {
        return fields.has(field) ? fields.required(field) : null;
    }

    /** Without the code that is needed nobody is logged out: a client that gets 401 thinks that it was. */
    private Future<JsonResponse> remove(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.compose(fields -> bus.request(
                        OwnAccountsApi.REMOVE_ACCOUNT,
                        new OwnAccountsApi.RemoveAccount(caller, fields.secret("password"), AuthRoutes.code(fields)))))
                .map(outcome -> {
                    if (outcome instanceof Refused refused) {
                        throw refused.reasonCode() == RefusalReason.CODE_NEEDED
                                ? Problem.wrong("code", refused.sentence())
                                : LoginResponse.refusal(refused);
                    }
                    return JsonResponse.ok(JsonViews.object()
                            .put("message", "The account is removed, with everything that was yours."));
                });
    }
}
