package demi.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.AllSettings;
import demi.cluster.ClusterSettings.Member;
import demi.settings.InvalidSettings;
import demi.settings.Sources;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to be set where there are several nodes, and what must not. */
class ClusterSettingsTest {

    @TempDir
    Path home;

    private static Map<String, String> fine() {
        return new HashMap<>(Map.of(
                "CLUSTER_MEMBERS", "127.0.0.1:5701,127.0.0.1:5711",
                "CLUSTER_MEMBER", "127.0.0.1:5711",
                "DATABASE_URL", "postgresql://demi@localhost/demi",
                "JWT_SECRET_KEY", "a secret that is long enough for it",
                "JWT_REFRESH_SECRET_KEY", "another secret that is long enough"));
    }

    private ClusterSettings load(Map<String, String> environment) {
        environment.put("DEMI_DATA_DIR", home.toString());
        return new ClusterRoom()
                .settings(AllSettings.load(new Sources(Map.of(), null, environment, null, home, ZoneId.of("UTC")))
                        .settings());
    }

    @Test
    void nodesOfOneMachineNeedNoMore() {
        ClusterSettings set = load(fine());
        assertEquals(List.of(new Member("127.0.0.1", 5701), new Member("127.0.0.1", 5711)), set.members());
        assertEquals(new Member("127.0.0.1", 5711), set.member());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLUSTER_MEMBER | 127.0.0.1:5721 | must be one of cluster.members",
                "CLUSTER_MEMBER | | must be one of cluster.members",
                "CLUSTER_MEMBERS | 127.0.0.1:5711,127.0.0.1:5711 | must name each node once",
                "CLUSTER_MEMBERS | 127.0.0.1:5711,127.0.0.1:65535 | must have ports from 1 to 65534",
                "CLUSTER_MEMBERS | 127.0.0.1:5711,nas | must be a list of HOST:PORT",
                "CLUSTER_MEMBERS | 127.0.0.1:5711,nas:5701 | must be set, or cluster.insecure",
                "CLUSTER_KEY | /srv/node.key | must be set all or not at all",
                "DATABASE_URL | /srv/demi.sqlite | must be a PostgreSQL server's",
                "JWT_SECRET_KEY | | must be set, to the same on all nodes",
                "JWT_REFRESH_SECRET_KEY | | must be set, to the same on all nodes",
            })
    void whatCannotBeIsSaid(String name, @Nullable String value, String rule) {
        Map<String, String> environment = fine();
        if (value == null) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
        String said = String.valueOf(
                assertThrows(InvalidSettings.class, () -> load(environment)).getMessage());
        assertTrue(said.contains(rule), said);
    }

    @Test
    void aNetworkOfTheirOwnMayDoWithoutTls() {
        Map<String, String> environment = fine();
        environment.put("CLUSTER_MEMBERS", "127.0.0.1:5711,nas:5701,[fd00::1]:5701");
        environment.put("CLUSTER_INSECURE", "true");
        assertEquals("[fd00::1]:5701", load(environment).members().get(2).toString());
    }

    @Test
    void aHouseOfOneHasNone() {
        assertTrue(load(new HashMap<>()).members().isEmpty());
    }
}
