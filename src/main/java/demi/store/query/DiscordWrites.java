package demi.store.query;

import demi.api.store.DiscordStore;
import demi.api.store.DiscordStore.Kind;
import demi.api.store.DiscordStore.Link;
import demi.api.store.DiscordStore.Meet;
import demi.api.store.DiscordStore.Met;
import demi.api.store.DiscordStore.Posted;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written of people and channels on Discord. Runs on the writer's thread. */
public final class DiscordWrites {

    private static final String KNOWN = """
            SELECT d.user_id, u.is_active, CASE WHEN a.is_active = 1 THEN d.linked_user_id END, d.name
            FROM discord_people d JOIN users u ON u.user_id = d.user_id
                LEFT JOIN users a ON a.user_id = d.linked_user_id
            WHERE d.kind = ? AND d.discord_id = ?""";

    private record Known(Met met, String userId, String name) {}

    private DiscordWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(DiscordStore.MEET, DiscordWrites::meet)
                .write(DiscordStore.LINK, DiscordWrites::link)
                .write(DiscordStore.POSTED, DiscordWrites::posted);
    }

    static Met meet(SqlSession db, Meet meet) throws SQLException {
        Known known = db.row(KNOWN, DiscordWrites::known, key(meet.kind()), meet.discordId());
        if (known == null) {
            return first(db, meet);
        }
        if (!known.name().equals(meet.name())) {
            db.update("UPDATE users SET username = ? WHERE user_id = ?", meet.name(), known.userId());
            db.update(
                    "UPDATE discord_people SET name = ? WHERE kind = ? AND discord_id = ?",
                    meet.name(),
                    key(meet.kind()),
                    meet.discordId());
        }
        return known.met();
    }

    private static Known known(SqlRow row) {
        String own = row.textOr(0, "");
        @Nullable String linked = row.text(2);
        Met met = linked == null ? new Met(own, false, row.flag(1)) : new Met(linked, true, true);
        return new Known(met, own, row.textOr(3, ""));
    }

    /** The e-mail column has to have something, which nobody can log in with: it is no e-mail address. */
    private static Met first(SqlSession db, Meet meet) throws SQLException {
        String userId = UUID.randomUUID().toString();
        boolean person = meet.kind() == Kind.PERSON;
        db.update(
                """
                INSERT INTO users (user_id, email, username, password_hash, created_at, is_active,
                    failed_login_attempts, origin)
                VALUES (?, ?, ?, '', ?, 1, 0, ?)""",
                userId,
                (person ? "discord:" : "discord-channel:") + meet.discordId(),
                meet.name(),
                meet.at(),
                person ? "discord" : "discord_channel");
        db.update(
                "INSERT INTO discord_people (kind, discord_id, user_id, name, met_at) VALUES (?, ?, ?, ?, ?)",
                key(meet.kind()),
                meet.discordId(),
                userId,
                meet.name(),
                meet.at());
        return new Met(userId, false, true);
    }

    static Ack link(SqlSession db, Link link) throws SQLException {
        String userId = link.userId();
        boolean account = userId == null
                || db.row("SELECT 1 FROM users WHERE user_id = ? AND origin = 'local'", row -> true, userId) != null;
        if (account && userId != null) {
            db.update("UPDATE discord_people SET linked_user_id = NULL WHERE linked_user_id = ?", userId);
        }
        int changed = !account
                ? 0
                : db.update(
                        "UPDATE discord_people SET linked_user_id = ? WHERE kind = 'person' AND discord_id = ?",
                        userId,
                        link.discordId());
        if (changed == 0) {
            throw new Failure(Failure.Code.NOT_FOUND, "There is nobody to link.");
        }
        return Ack.DONE;
    }

    static Ack posted(SqlSession db, Posted posted) throws SQLException {
        db.update("UPDATE android_messages SET posted = 1 WHERE message_id = ?", posted.messageId());
        return Ack.DONE;
    }

    private static String key(Kind kind) {
        return MessageRows.key(kind);
    }
}
