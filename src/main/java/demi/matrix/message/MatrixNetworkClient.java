package demi.matrix.message;

import demi.bus.Failure;
import demi.bus.Timers;
import demi.matrix.client.MatrixClient;
import demi.matrix.client.MatrixFault;
import demi.matrix.client.OutgoingMessage;
import demi.matrix.client.SyncLoop;
import demi.network.client.InviteClient;
import demi.network.client.NetworkClient;
import demi.network.client.Post;
import demi.network.client.ReadReceiptClient;
import demi.network.client.TypingClient;
import demi.network.message.ReplyTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What she does on Matrix. */
public final class MatrixNetworkClient implements NetworkClient, TypingClient, ReadReceiptClient, InviteClient {

    /** How long it is shown that she types, once told so. */
    public static final Duration TYPING = Duration.ofSeconds(20);

    /** Beyond that the queue tries again by itself. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final int TRIES = 4;
    private static final int TRANSACTION = 22;

    private final Vertx vertx;
    private final MatrixClient client;
    private final SyncLoop loop;
    private final QuotedMessages quoted;
    private final String self;

    /** @param self her id */
    public MatrixNetworkClient(Vertx vertx, MatrixClient client, SyncLoop loop, QuotedMessages quoted, String self) {
        this.vertx = vertx;
        this.client = client;
        this.loop = loop;
        this.quoted = quoted;
        this.self = self;
    }

    @Override
    public String ownId() {
        return self;
    }

    @Override
    public String inviteUrl() {
        return "https://matrix.to/#/" + self;
    }

    /** In a group as a reply to the message, whose sender is notified; where two talk, it is clear what is answered. */
    @Override
    public Future<Void> post(ReplyTarget target, Post post) {
        String room = target.channel();
        EventPlace place = EventPlace.of(target);
        String replyTo = post.isAnswer() && !target.isDirect() ? place.event() : null;
        String sender = replyTo == null ? null : quoted.sender(room, replyTo);
        OutgoingMessage message = new OutgoingMessage(
                room,
                post.text(),
                transaction(room, post.nonce()),
                replyTo,
                place.threadRoot(),
                sender == null ? List.of() : List.of(sender));
        return checked(target)
                .compose(allowed -> send(message, 1))
                .onSuccess(event -> quoted.add(room, event, self, "", post.text()))
                .<Void>mapEmpty()
                .recover(thrown -> Future.failedFuture(failure(thrown)));
    }

    private Future<String> send(OutgoingMessage message, int attempt) {
        return client.send(message).recover(thrown -> {
            Duration pause = attempt < TRIES ? pause(thrown) : null;
            return pause == null
                    ? Future.failedFuture(thrown)
                    : Timers.pause(vertx, Math.max(1, pause.toMillis())).compose(over -> send(message, attempt + 1));
        });
    }

    /** Null where it is not the rate limit, or that asks for too much. */
    private static @Nullable Duration pause(Throwable thrown) {
        return thrown instanceof MatrixFault fault && fault.kind() == MatrixFault.Kind.RATE_LIMIT
                ? fault.retryAfter()
                        .filter(time -> time.compareTo(LONGEST_PAUSE) <= 0)
                        .orElse(null)
                : null;
    }

    /** The room of a direct message may be made up, and somebody may have joined it since. */
    private Future<Void> checked(ReplyTarget target) {
        String person = target.person();
        return person == null
                ? Future.succeededFuture()
                : loop.isAloneWith(target.channel(), person)
                        .compose(alone -> alone
                                ? Future.succeededFuture()
                                : Future.failedFuture(new Failure(
                                        Failure.Code.INVALID, "She is not alone with that person in that room.")));
    }

    /** The same for the same message, and of a length that every server takes. */
    private static String transaction(String room, String nonce) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((room + "\n" + nonce).getBytes(StandardCharsets.UTF_8));
            return "demi-" + Base64.getUrlEncoder().encodeToString(hash).substring(0, TRANSACTION);
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("SHA-256", e);
        }
    }

    private static Failure failure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        boolean later =
                !(thrown instanceof MatrixFault fault) || fault.isTemporary() || fault.kind() == MatrixFault.Kind.TOKEN;
        return new Failure(
                later ? Failure.Code.UNAVAILABLE : Failure.Code.INVALID, String.valueOf(thrown.getMessage()));
    }

    @Override
    public Future<Void> typing(ReplyTarget target) {
        return checked(target).compose(allowed -> client.typing(target.channel(), TYPING));
    }

    @Override
    public Future<Void> typingEnded(ReplyTarget target) {
        return checked(target).compose(allowed -> client.typing(target.channel(), Duration.ZERO));
    }

    @Override
    public Future<Void> read(ReplyTarget target) {
        return client.receipt(target.channel(), EventPlace.of(target).event());
    }
}
