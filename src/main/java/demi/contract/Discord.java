package demi.contract;

import java.time.Instant;

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
}
