package demi.store.query.account;

import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.FindLinkedPeople;
import demi.api.store.IdentityStore.FindLinks;
import demi.api.store.IdentityStore.Link;
import demi.api.store.IdentityStore.LinkedPeople;
import demi.api.store.IdentityStore.LinkedPerson;
import demi.api.store.IdentityStore.Links;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;

/** What is read of people on chat networks. */
public final class IdentityReads {

    private final SqlReader reader;

    private IdentityReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        IdentityReads reads = new IdentityReads(endpoints.reader());
        endpoints.read(IdentityStore.LINKS, reads::links).read(IdentityStore.LINKED_PEOPLE, reads::linkedPeople);
    }

    private Future<Links> links(FindLinks asked) {
        String sql = "SELECT " + Sql.texts("network", "external_id", "name")
                + " FROM network_identities WHERE linked_user_id = ? AND kind = 'person' ORDER BY network";
        return reader.rows(sql, IdentityReads::link, asked.userId()).map(Links::new);
    }

    private static Link link(SqlRow row) {
        return new Link(row.textOr(0, ""), row.textOr(1, ""), row.textOr(2, ""));
    }

    private Future<LinkedPeople> linkedPeople(FindLinkedPeople asked) {
        String sql = "SELECT " + Sql.texts("i.network", "i.external_id", "i.name", "u.user_id", "u.username")
                + " FROM network_identities i JOIN users u ON u.user_id = i.linked_user_id"
                + " WHERE i.kind = 'person' ORDER BY i.network, u.username, u.user_id";
        return reader.rows(sql, row -> new LinkedPerson(link(row), row.textOr(3, ""), row.textOr(4, "")))
                .map(LinkedPeople::new);
    }
}
