package demi.store.query.account;

import demi.api.store.AccountStore.Outcome;
import demi.api.store.PersonStore;
import demi.api.store.PersonStore.ChangePreferences;
import demi.api.store.PersonStore.GetPreferences;
import demi.api.store.PersonStore.Language;
import demi.api.store.PersonStore.LastMessage;
import demi.api.store.PersonStore.LastMessages;
import demi.api.store.PersonStore.ListLastMessages;
import demi.api.store.PersonStore.Preference;
import demi.api.store.PersonStore.Preferences;
import demi.api.store.PersonStore.TextSize;
import demi.api.store.PersonStore.Theme;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the person behind an account wants things to be, and when they were there. */
public final class PersonQueries {

    private static final String PREFERENCES = """
            SELECT q.zone, u.language, u.theme, u.text_size
            FROM users u LEFT JOIN quiet q ON q.user_id = u.user_id WHERE u.user_id = ?""";

    /** Looks at a few rows of each, from the newest. */
    private static final String LAST_MESSAGES = """
            SELECT user_id, at FROM (
                SELECT u.user_id AS user_id, (SELECT m.created_at FROM android_messages m
                    WHERE m.user_id = u.user_id AND lower(m.sender) = 'user' ORDER BY m.seq DESC LIMIT 1) AS at
                FROM users u WHERE u.origin = 'local') last WHERE at IS NOT NULL""";

    private PersonQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .read(PersonStore.PREFERENCES, asked -> preferences(endpoints.reader(), asked))
                .read(PersonStore.LAST_MESSAGES, asked -> lastMessages(endpoints.reader(), asked))
                .write(PersonStore.CHANGE_PREFERENCES, PersonQueries::change);
    }

    static Future<Preferences> preferences(SqlReader reader, GetPreferences asked) {
        return reader.row(PREFERENCES, PersonQueries::preferences, asked.userId())
                .map(found -> found == null ? Preferences.NONE : found);
    }

    private static Preferences preferences(SqlRow row) {
        return new Preferences(
                zone(row.text(0)),
                parsed(Language.class, row.text(1)),
                parsed(Theme.class, row.text(2)),
                parsed(TextSize.class, row.text(3)));
    }

    /** Null for what an unknown version of Demi, or of Java, has kept. */
    private static @Nullable ZoneId zone(@Nullable String kept) {
        try {
            return kept == null ? null : ZoneId.of(kept);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E parsed(Class<E> type, @Nullable String kept) {
        try {
            return kept == null ? null : Enum.valueOf(type, kept.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Outcome change(SqlSession db, ChangePreferences change) throws SQLException {
        String userId = change.userId();
        if (db.row("SELECT 1 FROM users WHERE user_id = ? AND origin = 'local'", row -> true, userId) == null) {
            return new Outcome(false);
        }
        Preferences preferences = change.preferences();
        for (Preference each : change.which()) {
            switch (each) {
                case ZONE -> changeZone(db, userId, preferences.zone());
                case LANGUAGE -> set(db, "language", key(preferences.language()), userId);
                case THEME -> set(db, "theme", key(preferences.theme()), userId);
                case TEXT_SIZE -> set(db, "text_size", key(preferences.textSize()), userId);
            }
        }
        return new Outcome(true);
    }

    private static void changeZone(SqlSession db, String userId, @Nullable ZoneId zone) throws SQLException {
        db.update("""
                INSERT INTO quiet (user_id, zone) VALUES (?, ?)
                ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone""", userId, zone == null ? null : zone.toString());
    }

    private static void set(SqlSession db, String column, @Nullable String value, String userId) throws SQLException {
        db.update("UPDATE users SET " + column + " = ? WHERE user_id = ?", value, userId);
    }

    private static @Nullable String key(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    static Future<LastMessages> lastMessages(SqlReader reader, ListLastMessages asked) {
        return reader.rows(LAST_MESSAGES, row -> new LastMessage(row.textOr(0, ""), row.timeOrEpoch(1)))
                .map(LastMessages::new);
    }
}
