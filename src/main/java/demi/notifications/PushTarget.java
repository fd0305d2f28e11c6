package demi.notifications;

import demi.api.NotificationsApi.Target;
import demi.api.value.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one notification goes.
 *
 * @param key whose it is: a person's id, or {@link #HOUSE}
 * @param address a topic of ntfy, the address of a Gotify, or a webhook; without a slash at its end
 */
record PushTarget(
        String key,
        NotificationSettings.Kind kind,
        String address,
        @Nullable Secret token,
        @Nullable Secret clientToken,
        boolean text) {

    /** The one of the settings, which is the owner's. */
    static final String HOUSE = "house";

    static PushTarget of(NotificationSettings settings, URI url) {
        return new PushTarget(
                HOUSE,
                settings.kind(),
                url.toString().replaceFirst("/+$", ""),
                settings.token(),
                settings.clientToken(),
                settings.text());
    }

    static PushTarget of(String userId, Target target) {
        return switch (target.kind()) {
            case NTFY ->
                new PushTarget(
                        userId,
                        NotificationSettings.Kind.NTFY,
                        target.server() + "/" + target.topic(),
                        target.token(),
                        null,
                        target.text());
            case GOTIFY ->
                new PushTarget(
                        userId,
                        NotificationSettings.Kind.GOTIFY,
                        target.server(),
                        target.token(),
                        target.clientToken(),
                        target.text());
        };
    }

    /** Which others may have, too: those are the ones of the settings, and few. */
    String server() {
        return Objects.requireNonNullElse(URI.create(address).getAuthority(), address);
    }

    boolean isHouse() {
        return key.equals(HOUSE);
    }

    /** Whether this server can be asked what has arrived. */
    boolean canLookUp() {
        return kind == NotificationSettings.Kind.NTFY
                || (kind == NotificationSettings.Kind.GOTIFY && clientToken != null);
    }

    /** Whoever knows the address can tell that phone anything. */
    @Override
    public String toString() {
        return "PushTarget[" + key + ", " + kind + "]";
    }
}
