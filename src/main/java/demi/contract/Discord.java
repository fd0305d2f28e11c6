package demi.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bridge to Discord does for the other rooms. */
public final class Discord {
    private Discord() {}

    /** Something she thinks aloud, for the channel that is for it. */
    public record Ramble(String rambleId, String text, Feelings feelings, Instant at) {
        @Override
        public String toString() {
            return "Ramble[" + rambleId + "]";
        }
    }

    /** Done when Discord has it. Fails UNAVAILABLE when it surely has not, or when there is no bridge. */
    public static final Ask<Ramble, Done> RAMBLE = Ask.of("discord.ramble", Ramble.class, Done.class);

    /** Asks how the bridge is; answered once it is up, or has failed for the first time. */
    public record HowIsIt() {}

    public static final Ask<HowIsIt, Health.Part> NOW = Ask.of("discord.now", HowIsIt.class, Health.Part.class);

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

    public static final Ask<Look, Seen> LOOK = Ask.of("discord.look", Look.class, Seen.class);

    /** Asks for a code with which the owner of an account can show on Discord that it is theirs. The one before is dead. */
    public record NewCode(String userId) {}

    /**
     * @param code null while nobody can use it, since the bridge is not up
     * @param secondsLeft how long it is good; it dies with its use, too
     */
    public record Code(@Nullable Secret code, long secondsLeft) {}

    public static final Ask<NewCode, Code> NEW_CODE = Ask.of("discord.code", NewCode.class, Code.class);
}
