package demi.api.store;

import demi.bus.Ack;
import demi.bus.RequestAddress;
import org.jspecify.annotations.Nullable;

/** Single values that outlive a restart: what the owner has chosen while Demi ran, and up to where networks were read. */
public final class RuntimeOverrideStore {
    private RuntimeOverrideStore() {}

    public record SaveOverride(String name, String value) {}

    public static final RequestAddress<SaveOverride, Ack> SAVE =
            RequestAddress.of("store.override.save", SaveOverride.class, Ack.class);

    public record GetOverride(String name) {}

    /** @param value null when nothing was saved under that name */
    public record SavedOverride(@Nullable String value) {}

    public static final RequestAddress<GetOverride, SavedOverride> GET =
            RequestAddress.of("store.override.get", GetOverride.class, SavedOverride.class);
}
