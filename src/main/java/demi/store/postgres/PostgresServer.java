package demi.store.postgres;

import demi.api.value.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is, and as whom it is used. What is null is left to {@link #orElse}, and then to libpq's
 * defaults.
 *
 * @param hosts with their ports; of several the one that is the primary is used
 * @param rootCert certificates that the server's has to come from
 * @param passwordFile the file that libpq calls passfile
 */
public record PostgresServer(
        List<Host> hosts,
        @Nullable String database,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable TlsMode tls,
        @Nullable Path rootCert,
        @Nullable Path passwordFile) {

    public static final int PORT = 5432;

    /** One that says nothing. */
    public static final PostgresServer NONE = new PostgresServer(List.of(), null, null, null, null, null, null);

    /** @param port 0: not said */
    public record Host(String name, int port) {}

    public PostgresServer {
        hosts = List.copyOf(hosts);
    }

    /** What this leaves out comes from another. */
    public PostgresServer orElse(PostgresServer other) {
        return new PostgresServer(
                hosts.isEmpty()
                        ? other.hosts
                        : hosts.stream().map(host -> or(host, other)).toList(),
                database == null ? other.database : database,
                user == null ? other.user : user,
                password == null ? other.password : password,
                tls == null ? other.tls : tls,
                rootCert == null ? other.rootCert : rootCert,
                passwordFile == null ? other.passwordFile : passwordFile);
    }

    private static Host or(Host host, PostgresServer other) {
        boolean says = host.port() > 0 || other.hosts.isEmpty();
        return says ? host : new Host(host.name(), other.hosts.get(0).port());
    }

    /** With libpq's defaults for what is not said: this machine, its port, a database of the user's name. */
    public PostgresServer complete() {
        List<Host> named = hosts.isEmpty() ? List.of(new Host("", 0)) : hosts;
        String who = user == null ? System.getProperty("user.name", "demi") : user;
        return new PostgresServer(
                named.stream()
                        .map(host -> new Host(
                                host.name().isEmpty() ? "localhost" : host.name(),
                                host.port() > 0 ? host.port() : PORT))
                        .toList(),
                database == null ? who : database,
                who,
                password,
                // libpq takes any server for the right one; whoever names certificates means them to be looked at.
                tls != null ? tls : rootCert == null ? TlsMode.PREFER : TlsMode.VERIFY_FULL,
                rootCert,
                passwordFile);
    }

    /** For the owner, in settings: without the password. */
    public String shown() {
        StringBuilder url = new StringBuilder("postgresql://");
        if (user != null) {
            url.append(user).append('@');
        }
        url.append(String.join(
                ",",
                hosts.stream()
                        .map(host -> host.name() + (host.port() > 0 ? ":" + host.port() : ""))
                        .toList()));
        return url.append('/').append(database == null ? "" : database).toString();
    }

    @Override
    public String toString() {
        return shown();
    }
}
