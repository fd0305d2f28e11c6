package demi.store.query.account;

import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.FindLinks;
import demi.api.store.IdentityStore.Link;
import demi.api.store.IdentityStore.Links;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;

/** What is read of people on chat networks. */
public final class IdentityReads {

    private final SqlReader reader;

    private IdentityReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints.read(IdentityStore.LINKS, new IdentityReads(endpoints.reader())::links);
    }

    private Future<Links> links(FindLinks asked) {
        String sql = "SELECT " + Sql.texts("network", "external_id", "name")
                + " FROM network_identities WHERE linked_user_id = ? AND kind = 'person' ORDER BY network";
        return reader.rows(
                        sql, row -> new Link(row.textOr(0, ""), row.textOr(1, ""), row.textOr(2, "")), asked.userId())
                .map(Links::new);
    }
}
