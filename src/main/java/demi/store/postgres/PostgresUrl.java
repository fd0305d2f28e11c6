package demi.store.postgres;

import demi.api.value.Secret;
import demi.store.postgres.PostgresServer.Host;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the address of a PostgreSQL database as libpq and JDBC write it. */
public final class PostgresUrl {

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?:");
    private static final Pattern PARTS =
            Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?://(?:([^@/?#]*)@)?([^@/?#]*)(?:/([^/?#]*))?(?:\\?([^#]*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]*)(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    private PostgresUrl() {}

    /** Whether it is meant as the address of such a database. */
    public static boolean isOne(String text) {
        return SCHEME.matcher(text).lookingAt();
    }

    /** Fails with an {@link IllegalArgumentException} for what is none. */
    public static PostgresServer parse(String text) {
        Matcher parts = PARTS.matcher(text);
        require(parts.matches());
        Map<String, String> parameters = parameters(parts.group(4));
        String[] who = parts.group(1) == null ? new String[0] : parts.group(1).split(":", 2);
        String user = who.length > 0 ? decoded(who[0]) : "";
        String database = parts.group(3) == null ? "" : decoded(parts.group(3));
        PostgresServer server = new PostgresServer(
                hosts(parts.group(2), parameters.remove("port")),
                orNull(database, parameters.remove("dbname")),
                orNull(user, parameters.remove("user")),
                secret(who.length > 1 ? decoded(who[1]) : "", parameters.remove("password")),
                tls(parameters.remove("sslmode")),
                path(parameters.remove("sslrootcert")),
                path(parameters.remove("passfile")));
        String target = parameters.remove("target_session_attrs");
        String sameForJdbc = parameters.remove("targetservertype");
        require(target == null || target.equals("read-write") || target.equals("primary") || target.equals("any"));
        require(sameForJdbc == null || sameForJdbc.equalsIgnoreCase("primary") || sameForJdbc.equalsIgnoreCase("any"));
        // What they are for, Demi decides by itself.
        parameters.keySet().removeAll(List.of("application_name", "connect_timeout"));
        require(parameters.isEmpty());
        return server;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> found = new TreeMap<>();
        if (query != null && !query.isEmpty()) {
            for (String each : query.split("&", -1)) {
                String[] pair = each.split("=", 2);
                require(pair.length == 2);
                String before = found.put(pair[0].toLowerCase(Locale.ROOT), decoded(pair[1]));
                require(before == null);
            }
        }
        return found;
    }

    private static List<Host> hosts(String text, @Nullable String port) {
        List<Host> hosts = new ArrayList<>();
        if (text.isEmpty() && port == null) {
            return hosts;
        }
        for (String each : text.split(",", -1)) {
            Matcher host = HOST.matcher(each);
            require(host.matches());
            String number = host.group(2) != null ? host.group(2) : port;
            require(number == null || number.matches("\\d{1,5}"));
            int value = number == null ? 0 : Integer.parseInt(number);
            require(number == null || (value > 0 && value <= HIGHEST_PORT));
            hosts.add(new Host(host.group(1), value));
        }
        return hosts;
    }

    private static @Nullable String orNull(String inPath, @Nullable String parameter) {
        require(inPath.isEmpty() || parameter == null);
        String value = inPath.isEmpty() ? parameter : inPath;
        require(value == null || value.chars().noneMatch(c -> c < ' '));
        return value == null || value.isEmpty() ? null : value;
    }

    private static @Nullable Secret secret(String inPath, @Nullable String parameter) {
        String value = orNull(inPath, parameter);
        return value == null ? null : new Secret(value);
    }

    private static @Nullable TlsMode tls(@Nullable String name) {
        return name == null || name.isEmpty() ? null : TlsMode.of(name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Path.of(text);
    }

    /** A plus is a plus: the address of a database is no form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("no address of a PostgreSQL database");
        }
    }
}
