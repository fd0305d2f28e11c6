package demi.model.ollama;

import demi.api.value.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where an Ollama is: the beginning of every request to it, with the user and password of its address, which the HTTP
 * client would drop. Its text shows neither.
 *
 * @param base without user and password, without a slash at the end
 * @param login what its {@code Authorization} says, null where the address has no user
 */
public record OllamaAddress(URI base, @Nullable Secret login) {

    public static OllamaAddress of(URI server) {
        String login = server.getUserInfo();
        if (login == null) {
            return new OllamaAddress(server, null);
        }
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        URI base = URI.create(server.toString().replaceFirst("//[^/]*@", "//"));
        return new OllamaAddress(base, new Secret("Basic " + encoded));
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

    @Override
    public String toString() {
        return (login == null ? base.toString() : base.toString().replaceFirst("//", "//***@"));
    }
}
