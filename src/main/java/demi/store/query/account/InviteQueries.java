package demi.store.query.account;

import demi.api.account.InvitesApi.Invite;
import demi.api.account.InvitesApi.InviteList;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.InviteStore;
import demi.api.store.InviteStore.AddInvite;
import demi.api.store.InviteStore.DropInvite;
import demi.api.store.InviteStore.FindInvite;
import demi.api.store.InviteStore.FoundInvite;
import demi.api.store.InviteStore.InviteUsed;
import demi.api.store.InviteStore.ListOpenInvites;
import demi.api.store.InviteStore.UseInvite;
import demi.api.store.InviteStore.UseOutcome;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Invitations, read and written. */
public final class InviteQueries {

    private static final String INVITE = "SELECT invite_id, name, created_at, expires_at FROM invite WHERE ";
    private static final String OPEN = INVITE + "expires_at > ? ORDER BY created_at, invite_id";
    private static final String BY_CODE = INVITE + "code_hash = ? AND expires_at > ?";

    private InviteQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .read(InviteStore.LIST, asked -> list(endpoints.reader(), asked))
                .read(InviteStore.FIND, asked -> find(endpoints.reader(), asked))
                .write(InviteStore.ADD, InviteQueries::add)
                .write(InviteStore.REMOVE, InviteQueries::remove)
                .write(InviteStore.USE, InviteQueries::use);
    }

    private static Invite invite(SqlRow row) {
        return new Invite(row.textOr(0, ""), row.text(1), row.timeOrEpoch(2), row.timeOrEpoch(3));
    }

    static Future<InviteList> list(SqlReader reader, ListOpenInvites asked) {
        return reader.rows(OPEN, InviteQueries::invite, asked.at()).map(InviteList::new);
    }

    static Future<FoundInvite> find(SqlReader reader, FindInvite asked) {
        return reader.row(BY_CODE, InviteQueries::invite, asked.codeHash(), asked.at())
                .map(FoundInvite::new);
    }

    static Outcome add(SqlSession db, AddInvite add) throws SQLException {
        Invite invite = add.invite();
        db.update("DELETE FROM invite WHERE expires_at <= ?", invite.createdAt());
        int added = db.update(
                """
                INSERT INTO invite (invite_id, code_hash, name, created_at, expires_at)
                SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM invite) < ?""", invite.id(), add.codeHash(), invite.name(), invite.createdAt(), invite.expiresAt(), add.limit());
        return new Outcome(added > 0);
    }

    static Outcome remove(SqlSession db, DropInvite remove) throws SQLException {
        return new Outcome(db.update("DELETE FROM invite WHERE invite_id = ?", remove.id()) > 0);
    }

    static InviteUsed use(SqlSession db, UseInvite use) throws SQLException {
        Invite invite = open(db, use);
        if (invite == null) {
            return new InviteUsed(UseOutcome.NOT_OPEN);
        }
        if (!AccountWrites.add(db, use.user()).done()) {
            return new InviteUsed(UseOutcome.EMAIL_TAKEN);
        }
        db.update("DELETE FROM invite WHERE invite_id = ?", invite.id());
        return new InviteUsed(UseOutcome.JOINED);
    }

    private static @Nullable Invite open(SqlSession db, UseInvite use) throws SQLException {
        return db.row(BY_CODE, InviteQueries::invite, use.codeHash(), use.user().at());
    }
}
