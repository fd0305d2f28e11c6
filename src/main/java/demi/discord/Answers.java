package demi.discord;

import demi.contract.BoundedMap;
import demi.contract.Chat;
import demi.contract.Failure;
import demi.contract.Feelings;
import demi.contract.Message;
import demi.discord.Deliveries.Piece;
import demi.discord.Mouth.Post;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What happens in conversations, as far as somebody on Discord waits for it. */
final class Answers {

    private static final int MOST_REFUSED = 2_000;

    private final Awaited awaited = new Awaited();
    private final Deliveries deliveries;
    private final Typings typings;
    private final Consumer<String> posted;
    /** Who is just saying something of which nobody knows yet what it will be called. */
    private final Map<String, Place> saying = new HashMap<>();
    /** Ids of replies that are being posted. */
    private final Set<String> underWay = new HashSet<>();
    /** Ids of replies that Discord does not take. */
    private final Map<String, Boolean> refused = new BoundedMap<>(MOST_REFUSED);
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

    /** How many answers are waited for in a channel. */
    int waitingIn(String channel) {
        return awaited.in(channel);
    }

    /** They have been told that there is no answer now. */
    void knows(String userId) {
        told.add(userId);
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

    /** Posts a reply of hers, with as many messages as it takes; not again what is being posted, or was refused. */
    void post(Place place, Message reply) {
        String id = reply.messageId();
        if (refused.containsKey(id) || !underWay.add(id)) {
            return;
        }
        Feelings feelings = reply.emotions() == null ? Feelings.neutral() : reply.emotions();
        List<Card> cards = Card.of(Card.RESPONSE, reply.content(), feelings, reply.createdAt());
        List<Piece> pieces = IntStream.range(0, cards.size())
                .mapToObj(i -> new Piece(new Post(cards.get(i), ""), i == 0, nonce(id, i)))
                .toList();
        deliveries
                .post(place, pieces)
                .onComplete(over -> underWay.remove(id))
                .onSuccess(done -> posted.accept(id))
                .onFailure(thrown -> {
                    if (Failure.codeOf(thrown) == Failure.Code.INVALID) {
                        refused.put(id, true);
                    }
                });
    }

    /** What was refused may be allowed now. */
    void again() {
        refused.clear();
    }

    /** For whoever shows her a picture. */
    void cannotSee(Place place) {
        line(place, Lines.CANNOT_SEE, "blind-");
    }

    private void line(Place place, String text) {
        line(place, text, "line-");
    }

    private void line(Place place, String text, String kind) {
        deliveries.post(place, List.of(new Piece(new Post(null, text), true, kind + place.message())));
    }

    /** The same message never appears twice, however often it is tried. */
    static String nonce(String id, int piece) {
        String short20 = id.replace("-", "");
        return short20.substring(0, Math.min(20, short20.length())) + "-" + piece;
    }
}
