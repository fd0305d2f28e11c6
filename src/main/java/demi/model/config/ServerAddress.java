package demi.model.config;

import demi.api.value.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model server is: the beginning of every request to it, with its token, or the user and password of its address, which
 * the HTTP client would drop. Its text shows none of them.
 *
 * @param base without user and password, without a slash at the end
 * @param login what its {@code Authorization} says, null where nobody has to say who they are
 * @param isShown whether its text shows that there is a user in the address
 */
public record ServerAddress(URI base, @Nullable Secret login, boolean isShown) {

    private static final Pattern WRONG_PATH = Pattern.compile("(.*)/(v1|api)/?");

    public static ServerAddress of(URI server) {
        return of(server, null);
    }

    /** @param token comes before a user and a password in the address */
    public static ServerAddress of(URI server, @Nullable Secret token) {
        String login = server.getUserInfo();
        URI base = login == null ? server : URI.create(server.toString().replaceFirst("//[^/]*@", "//"));
        if (token != null) {
            return new ServerAddress(base, new Secret("Bearer " + token.value()), login != null);
        }
        if (login == null) {
            return new ServerAddress(base, null, false);
        }
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return new ServerAddress(base, new Secret("Basic " + encoded), true);
    }

    /** Whether a server is on the machine of whoever asks it, and another on each machine. */
    public static boolean isHere(URI server) {
        String host = server.getHost() == null ? "" : server.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** A request that carries JSON, or nothing. */
    public RequestOptions request(HttpMethod method, String path, Duration connectTimeout) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .setConnectTimeout(connectTimeout.toMillis())
                .putHeader("Content-Type", "application/json");
        return login == null ? options : options.putHeader("Authorization", login.value());
    }

    /**
     * The address without the path of another interface that an Ollama has, or that others have; empty where it has no such
     * path.
     */
    public static Optional<String> withoutWrongPath(String address) {
        Matcher wrong = WRONG_PATH.matcher(address);
        return wrong.matches() ? Optional.of(wrong.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return isShown ? base.toString().replaceFirst("//", "//***@") : base.toString();
    }
}
