package demi.room;

import demi.settings.ValueTypes;
import demi.settings.source.Key;

/** Settings of one room that others read as well. */
public final class SharedKeys {

    public static final Key<Integer> NUM_CTX =
            Key.of("ollama.num_ctx", ValueTypes.whole(1024, 1_048_576), null, "The context window in tokens.");
    public static final Key<Integer> NUM_PREDICT = Key.of(
            "ollama.num_predict",
            ValueTypes.whole(16, 65_536),
            "512",
            "The longest reply in tokens; most are shorter, as her mood has it.");

    private SharedKeys() {}
}
