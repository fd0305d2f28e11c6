package demi.store.query;

import demi.api.store.AccountStore;
import demi.api.store.DeliveryStore;
import demi.api.store.DeliveryStore.MarkPosted;
import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.api.store.IdentityStore.LinkIdentity;
import demi.api.store.IdentityStore.MoveGroup;
import demi.api.store.IdentityStore.ResolveIdentity;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written of people and groups on chat networks. Runs on the writer's thread. */
public final class IdentityWrites {

    private static final String KNOWN = """
            SELECT i.user_id, u.is_active, CASE WHEN a.is_active = 1 THEN i.linked_user_id END, i.name
            FROM network_identities i JOIN users u ON u.user_id = i.user_id
                LEFT JOIN users a ON a.user_id = i.linked_user_id
            WHERE i.network = ? AND i.kind = ? AND i.external_id = ?""";

    private record Known(Identity identity, String userId, String name) {}

    private IdentityWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(IdentityStore.RESOLVE, IdentityWrites::resolve)
                .write(IdentityStore.LINK, IdentityWrites::link)
                .write(IdentityStore.MOVE_GROUP, IdentityWrites::moveGroup)
                .write(DeliveryStore.MARK_POSTED, IdentityWrites::posted);
    }

    static Identity resolve(SqlSession db, ResolveIdentity asked) throws SQLException {
        String kind = MessageRows.key(asked.kind());
        Known known = db.row(KNOWN, IdentityWrites::known, asked.network(), kind, asked.externalId());
        if (known == null) {
            return first(db, asked);
        }
        if (!known.name().equals(asked.name())) {
            db.update("UPDATE users SET username = ? WHERE user_id = ?", asked.name(), known.userId());
            db.update(
                    "UPDATE network_identities SET name = ? WHERE network = ? AND kind = ? AND external_id = ?",
                    asked.name(),
                    asked.network(),
                    kind,
                    asked.externalId());
        }
        return known.identity();
    }

    private static Known known(SqlRow row) {
        String own = row.textOr(0, "");
        @Nullable String linked = row.text(2);
        Identity identity = linked == null ? new Identity(own, false, row.flag(1)) : new Identity(linked, true, true);
        return new Known(identity, own, row.textOr(3, ""));
    }

    /** The e-mail column has to have something, which nobody can log in with: it is no e-mail address. */
    private static Identity first(SqlSession db, ResolveIdentity asked) throws SQLException {
        String userId = UUID.randomUUID().toString();
        boolean person = asked.kind() == Kind.PERSON;
        db.update(
                """
                INSERT INTO users (user_id, email, username, password_hash, created_at, is_active,
                    failed_login_attempts, origin)
                VALUES (?, ?, ?, '', ?, 1, 0, ?)""",
                userId,
                address(asked.network(), person, asked.externalId()),
                asked.name(),
                asked.at(),
                asked.network() + (person ? "" : AccountStore.GROUP));
        db.update(
                """
                INSERT INTO network_identities (network, kind, external_id, user_id, name, met_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                asked.network(),
                MessageRows.key(asked.kind()),
                asked.externalId(),
                userId,
                asked.name(),
                asked.at());
        return new Identity(userId, false, true);
    }

    static Ack link(SqlSession db, LinkIdentity link) throws SQLException {
        String userId = link.userId();
        boolean account = userId == null
                || db.row("SELECT 1 FROM users WHERE user_id = ? AND origin = 'local'", row -> true, userId) != null;
        if (account && userId != null) {
            db.update(
                    "UPDATE network_identities SET linked_user_id = NULL WHERE network = ? AND linked_user_id = ?",
                    link.network(),
                    userId);
        }
        int changed = !account ? 0 : db.update("""
                        UPDATE network_identities SET linked_user_id = ?
                        WHERE network = ? AND kind = 'person' AND external_id = ?""", userId, link.network(), link.externalId());
        if (changed == 0) {
            throw new Failure(Failure.Code.NOT_FOUND, "There is nobody to link.");
        }
        return Ack.DONE;
    }

    static Ack moveGroup(SqlSession db, MoveGroup move) throws SQLException {
        String group = MessageRows.key(Kind.GROUP);
        boolean taken = db.row(KNOWN, row -> true, move.network(), group, move.toId()) != null;
        Known moved = taken ? null : db.row(KNOWN, IdentityWrites::known, move.network(), group, move.fromId());
        if (moved != null) {
            db.update(
                    "UPDATE network_identities SET external_id = ? WHERE network = ? AND kind = ? AND external_id = ?",
                    move.toId(),
                    move.network(),
                    group,
                    move.fromId());
            db.update(
                    "UPDATE users SET email = ? WHERE user_id = ?",
                    address(move.network(), false, move.toId()),
                    moved.userId());
        }
        return Ack.DONE;
    }

    /** Of a user without an account. */
    private static String address(String network, boolean person, String externalId) {
        return network + (person ? ":" : "-channel:") + externalId;
    }

    static Ack posted(SqlSession db, MarkPosted posted) throws SQLException {
        db.update("UPDATE android_messages SET posted = 1 WHERE message_id = ?", posted.messageId());
        return Ack.DONE;
    }
}
