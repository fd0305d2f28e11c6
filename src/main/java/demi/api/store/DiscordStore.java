package demi.api.store;

import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of people and channels on Discord. */
public final class DiscordStore {
    private DiscordStore() {}

    /** Who has a conversation of their own. */
    public enum Kind {
        /** A Discord account. */
        PERSON,
        /** A channel that several read. */
        CHANNEL
    }

    /**
     * Asks whose conversation that is; a first meeting makes one.
     *
     * @param name how they are called now
     */
    public record Meet(Kind kind, String discordId, String name, Instant at) {
        @Override
        public String toString() {
            return "Meet[" + kind + " " + discordId + "]";
        }
    }

    /**
     * @param userId of the linked account, where there is one and it is active
     * @param active false: the owner has disabled them
     */
    public record Met(String userId, boolean linked, boolean active) {}

    public static final RequestAddress<Meet, Met> MEET = RequestAddress.of("store.discord.meet", Meet.class, Met.class);

    /**
     * Makes a Discord account and a Demi account one; either is linked to nobody else then.
     *
     * @param userId null: to no account any more
     */
    public record Link(String discordId, @Nullable String userId) {}

    /** Fails NOT_FOUND when there is no such account, or nobody of that id was met. */
    public static final RequestAddress<Link, Ack> LINK = RequestAddress.of("store.discord.link", Link.class, Ack.class);

    /** Asks for the messages from Discord whose turn is open. */
    public record Unanswered() {}

    /**
     * @param clientId as it was given with the message
     * @param told whether the person knows that the answer takes its time
     */
    public record Waiting(String userId, String messageId, String clientId, boolean told) {}

    /** Oldest first. */
    public record AllWaiting(List<Waiting> messages) {
        public AllWaiting {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<Unanswered, AllWaiting> UNANSWERED =
            RequestAddress.of("store.discord.unanswered", Unanswered.class, AllWaiting.class);

    /** Asks for answers to messages from Discord that were given since then, and have not been posted there. */
    public record Owed(Instant since) {}

    /** @param clientId of the message that is answered */
    public record Debt(String clientId, Message reply) {}

    /** Oldest first. */
    public record Debts(List<Debt> replies) {
        public Debts {
            replies = List.copyOf(replies);
        }
    }

    public static final RequestAddress<Owed, Debts> OWED =
            RequestAddress.of("store.discord.owed", Owed.class, Debts.class);

    /** Asks what was said from Discord since then, for what was missed. */
    public record SaidSince(Instant since) {}

    /**
     * @param ever whether anything was, at any time
     * @param clientIds of all since then
     * @param people Discord ids of those who have been met, the last who wrote first; not too many
     */
    public record SaidBefore(boolean ever, List<String> clientIds, List<String> people) {
        public SaidBefore {
            clientIds = List.copyOf(clientIds);
            people = List.copyOf(people);
        }

        @Override
        public String toString() {
            return "SaidBefore[" + clientIds.size() + " messages, " + people.size() + " people]";
        }
    }

    public static final RequestAddress<SaidSince, SaidBefore> SAID_SINCE =
            RequestAddress.of("store.discord.said", SaidSince.class, SaidBefore.class);

    /** Tells that an answer is on Discord, or never will be. */
    public record Posted(String messageId) {}

    public static final RequestAddress<Posted, Ack> POSTED =
            RequestAddress.of("store.discord.posted", Posted.class, Ack.class);
}
