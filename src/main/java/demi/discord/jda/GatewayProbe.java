package demi.discord.jda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connects to a gateway once, says nothing and leaves: JDA does not tell why it cannot connect, and tries for ever. */
final class GatewayProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private GatewayProbe() {}

    /**
     * Blocks.
     *
     * @param url ends in a slash
     * @throws JdaSession.Refused where the gateway answers, and with something else than an upgrade
     */
    static void upgrade(String url) throws IOException, InterruptedException {
        Optional<String> refusal;
        try {
            refusal = answer(url).get();
        } catch (ExecutionException | IllegalArgumentException e) {
            throw new IOException("the gateway cannot be reached", e);
        }
        if (refusal.isPresent()) {
            throw new JdaSession.Refused(refusal.get());
        }
    }

    /** Empty where the gateway takes her, and where it gives no answer at all; never fails. */
    static CompletableFuture<Optional<String>> refusal(String url) {
        try {
            return answer(url).exceptionally(thrown -> Optional.empty());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private static CompletableFuture<Optional<String>> answer(String url) {
        String slashed = url.endsWith("/") ? url : url + "/";
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .build()
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(slashed + "?encoding=json&v=10"), new WebSocket.Listener() {})
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .handle(GatewayProbe::outcome);
    }

    private static Optional<String> outcome(@Nullable WebSocket socket, @Nullable Throwable thrown) {
        if (socket != null) {
            socket.abort();
            return Optional.empty();
        }
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof WebSocketHandshakeException answer && answer.getResponse() != null) {
            return Optional.of("The gateway refuses the upgrade to a WebSocket: HTTP "
                    + answer.getResponse().statusCode() + ".");
        }
        throw new CompletionException(cause);
    }
}
