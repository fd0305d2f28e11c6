package demi.room;

import demi.settings.ValueTypes;
import demi.settings.source.Key;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of one room that others read as well. */
public final class SharedKeys {
    private static final Pattern MEMBER = Pattern.compile("(?:\\[[0-9a-fA-F:]+]|[\\w.-]+):[1-9]\\d{0,4}");

    public static final Key<Integer> NUM_CTX =
            Key.of("ollama.num_ctx", ValueTypes.whole(1024, 1_048_576), null, "The context window in tokens.");
    public static final Key<Integer> NUM_PREDICT = Key.of(
            "ollama.num_predict",
            ValueTypes.whole(16, 65_536),
            "512",
            "The longest reply in tokens; most are shorter, as her mood has it.");

    public static final Key<List<String>> CLUSTER_MEMBERS = Key.of(
                    "cluster.members",
                    ValueTypes.listOf(
                            ValueTypes.matching(MEMBER, "HOST:PORT"),
                            "a list of HOST:PORT, such as [demi-0:5701, demi-1:5701]"),
                    null,
                    "All nodes of the house, the same list on each; unset: there is one.")
            .variable("CLUSTER_MEMBERS");

    private SharedKeys() {}

    /** Whether the house has several nodes, as it is set. */
    public static boolean isCluster(@Nullable List<String> members) {
        return members != null && !members.isEmpty();
    }
}
