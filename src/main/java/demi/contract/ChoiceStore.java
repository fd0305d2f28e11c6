package demi.contract;

import org.jspecify.annotations.Nullable;

/** What the owner has chosen while Demi ran, beside the settings. */
public final class ChoiceStore {
    private ChoiceStore() {}

    public record Keep(String name, String value) {}

    public static final Ask<Keep, Done> KEEP = Ask.of("store.choice.keep", Keep.class, Done.class);

    public record Of(String name) {}

    /** @param value null when nothing was chosen */
    public record Chosen(@Nullable String value) {}

    public static final Ask<Of, Chosen> OF = Ask.of("store.choice.of", Of.class, Chosen.class);
}
