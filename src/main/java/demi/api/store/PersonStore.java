package demi.api.store;

import demi.api.store.AccountStore.Outcome;
import demi.api.value.Message;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of the person behind an account: how they want things to be, when they were there, and all that was said. */
public final class PersonStore {
    private PersonStore() {}

    public enum Language {
        EN,
        DE
    }

    public enum Theme {
        LIGHT,
        DARK
    }

    public enum TextSize {
        SMALL,
        LARGE
    }

    /**
     * What is null is as the person's device has it.
     *
     * @param zone also of their quiet hours, and of the time of day as she knows it; null: as the settings have it
     */
    public record Preferences(
            @Nullable ZoneId zone,
            @Nullable Language language,
            @Nullable Theme theme,
            @Nullable TextSize textSize) {
        public static final Preferences NONE = new Preferences(null, null, null, null);
    }

    public record GetPreferences(String userId) {}

    public static final RequestAddress<GetPreferences, Preferences> PREFERENCES =
            RequestAddress.of("store.preferences.of", GetPreferences.class, Preferences.class);

    /** One of {@link Preferences}. */
    public enum Preference {
        ZONE,
        LANGUAGE,
        THEME,
        TEXT_SIZE
    }

    /** @param which of them become what {@code preferences} has, null included; the others stay */
    public record ChangePreferences(String userId, List<Preference> which, Preferences preferences) {
        public ChangePreferences {
            which = List.copyOf(which);
        }
    }

    /** Not done when there is no such account. */
    public static final RequestAddress<ChangePreferences, Outcome> CHANGE_PREFERENCES =
            RequestAddress.of("store.preferences.change", ChangePreferences.class, Outcome.class);

    public record ListLastMessages() {}

    /** When somebody wrote last. */
    public record LastMessage(String userId, Instant at) {}

    /** Of those accounts that have ever written. */
    public record LastMessages(List<LastMessage> last) {
        public LastMessages {
            last = List.copyOf(last);
        }
    }

    public static final RequestAddress<ListLastMessages, LastMessages> LAST_MESSAGES =
            RequestAddress.of("store.people.lastMessages", ListLastMessages.class, LastMessages.class);

    /** Asks for the messages of somebody's conversation after a {@code seq}, oldest first; 0: from the first. */
    public record ListMessages(String userId, long after, int limit) {}

    /** Fewer than asked for where there are no more. */
    public record MessageList(List<Message> messages) {
        public MessageList {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<ListMessages, MessageList> MESSAGES =
            RequestAddress.of("store.people.messages", ListMessages.class, MessageList.class);
}
