package demi.discord;

import demi.contract.Chat;
import demi.contract.Failure;
import demi.contract.Feelings;
import demi.contract.Message;
import demi.discord.Mouth.Post;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What happens in conversations, as far as somebody on Discord waits for it. */
final class Answers {

    private static final int MOST_BEGUN = 2_000;

    private final Awaited awaited = new Awaited();
    private final Deliveries deliveries;
    private final Typings typings;
    private final Consumer<String> posted;
    /** Who is just saying something of which nobody knows yet what it will be called. */
    private final Map<String, Place> saying = new HashMap<>();
    /** Ids of replies that are being posted, or have been. */
    private final Map<String, Boolean> begun = new BotChains.Bounded<>(MOST_BEGUN);
    /** Who knows that there is no answer now. */
    private final Set<String> told = new HashSet<>();

    /** @param posted told which of her messages nobody on Discord waits for any more */
    Answers(Deliveries deliveries, Typings typings, Consumer<String> posted) {
        this.deliveries = deliveries;
        this.typings = typings;
        this.posted = posted;
    }

    /** Before somebody's words are handed over; {@link #said} or {@link #notSaid} has to follow. */
    void saying(String userId, Place place) {
        saying.put(userId, place);
    }

    void said(String userId, String messageId, Place place) {
        saying.remove(userId, place);
        awaited.add(userId, Message.replyId(messageId), place);
    }

    /** @param kept false: it could not be kept, and the person has to know */
    void notSaid(String userId, Place place, boolean kept) {
        saying.remove(userId, place);
        if (awaited.next(userId).isEmpty()) {
            typings.end(userId);
        }
        if (!kept) {
            line(place, Lines.notKept(place.message()));
        }
    }

    void on(Chat.Event event) {
        String userId = event.userId();
        if (event instanceof Chat.Typing typing) {
            if (typing.typing()) {
                awaited.next(userId)
                        .or(() -> Optional.ofNullable(saying.get(userId)))
                        .ifPresent(place -> typings.begin(userId, place));
            } else {
                typings.end(userId);
            }
        } else if (event instanceof Chat.Failed) {
            awaited.next(userId).ifPresent(place -> {
                if (told.add(userId)) {
                    line(place, Lines.noAnswer(place.message()));
                }
            });
        } else if (event instanceof Chat.Spoken spoken && spoken.message().sender() == Message.Sender.DEMI) {
            spoken(userId, spoken.message());
        } else if (event instanceof Chat.Unanswered over) {
            awaited.take(userId, Message.replyId(over.messageId())).ifPresent(place -> {
                told.remove(userId);
                typings.end(userId);
            });
        }
    }

    private void spoken(String userId, Message message) {
        if (message.holding()) {
            awaited.next(userId).ifPresent(place -> {
                if (told.add(userId)) {
                    line(place, message.content());
                }
            });
            return;
        }
        awaited.take(userId, message.messageId()).ifPresent(place -> {
            told.remove(userId);
            typings.end(userId);
            post(place, message);
        });
    }

    /** Posts a reply of hers, with as many messages as it takes; once, unless that fails. */
    void post(Place place, Message reply) {
        if (begun.putIfAbsent(reply.messageId(), true) != null) {
            return;
        }
        Feelings feelings = reply.emotions() == null ? Feelings.neutral() : reply.emotions();
        List<Card> cards = Card.of(Card.RESPONSE, reply.content(), feelings, reply.createdAt());
        Future<Void> all = Future.succeededFuture();
        for (int i = 0; i < cards.size(); i++) {
            Future<Void> one = deliveries.post(place, new Post(cards.get(i), ""), i == 0, nonce(reply.messageId(), i));
            all = all.compose(before -> one);
        }
        all.onSuccess(done -> posted.accept(reply.messageId())).onFailure(thrown -> {
            if (Failure.codeOf(thrown) == Failure.Code.INVALID) {
                posted.accept(reply.messageId());
            } else {
                begun.remove(reply.messageId());
            }
        });
    }

    /** For whoever shows her a picture. */
    void cannotSee(Place place) {
        deliveries.post(place, new Post(null, Lines.CANNOT_SEE), true, "blind-" + place.message());
    }

    private void line(Place place, String text) {
        deliveries.post(place, new Post(null, text), true, "line-" + place.message());
    }

    /** The same message never appears twice, however often it is tried. */
    static String nonce(String id, int piece) {
        String short20 = id.replace("-", "");
        return short20.substring(0, Math.min(20, short20.length())) + "-" + piece;
    }
}
