package demi.api;

import demi.api.value.EmotionLevels;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bridge to Discord does for the other rooms. */
public final class DiscordApi {
    private DiscordApi() {}

    /** Something she thinks aloud, for the channel that is for it. */
    public record Ramble(String rambleId, String text, EmotionLevels feelings, Instant at) {
        @Override
        public String toString() {
            return "Ramble[" + rambleId + "]";
        }
    }

    /** Done when Discord has it. Fails UNAVAILABLE when it surely has not, or when there is no bridge. */
    public static final RequestAddress<Ramble, Ack> RAMBLE =
            RequestAddress.of("discord.ramble", Ramble.class, Ack.class);

    /** Asks how the bridge is; answered once it is up, or has failed for the first time. */
    public record HowIsIt() {}

    public static final RequestAddress<HowIsIt, HealthApi.Part> NOW =
            RequestAddress.of("discord.now", HowIsIt.class, HealthApi.Part.class);

    /** Asks to look at pictures that came with messages. */
    public record Look(List<String> addresses) {
        public Look {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "Look[" + addresses.size() + " pictures]";
        }
    }

    /** @param images in Base64: those that are there still, and are pictures */
    public record Seen(List<String> images) {
        public Seen {
            images = List.copyOf(images);
        }

        @Override
        public String toString() {
            return "Seen[" + images.size() + " pictures]";
        }
    }

    public static final RequestAddress<Look, Seen> LOOK = RequestAddress.of("discord.look", Look.class, Seen.class);

    /** Asks for a code with which the owner of an account can show on Discord that it is theirs. The one before is dead. */
    public record NewCode(String userId) {}

    /**
     * @param code null while nobody can use it, since the bridge is not up
     * @param secondsLeft how long it is good; it dies with its use, too
     */
    public record Code(@Nullable Secret code, long secondsLeft) {}

    public static final RequestAddress<NewCode, Code> NEW_CODE =
            RequestAddress.of("discord.code", NewCode.class, Code.class);
}
