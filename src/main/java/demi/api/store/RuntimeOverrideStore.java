package demi.api.store;

import demi.bus.Ack;
import demi.bus.RequestAddress;
import org.jspecify.annotations.Nullable;

/** What the owner has chosen while Demi ran, beside the settings. */
public final class RuntimeOverrideStore {
    private RuntimeOverrideStore() {}

    public record Keep(String name, String value) {}

    public static final RequestAddress<Keep, Ack> KEEP = RequestAddress.of("store.choice.keep", Keep.class, Ack.class);

    public record Of(String name) {}

    /** @param value null when nothing was chosen */
    public record Chosen(@Nullable String value) {}

    public static final RequestAddress<Of, Chosen> OF = RequestAddress.of("store.choice.of", Of.class, Chosen.class);
}
