package demi.network.message;

import java.util.List;

/**
 * Ids on a network, of people or places.
 *
 * @param allowed empty: everybody; else nobody who is not on it
 * @param blocked nobody who is on it, allowed or not
 */
public record AllowList(List<String> allowed, List<String> blocked) {

    public static final AllowList EVERYBODY = new AllowList(List.of(), List.of());

    public AllowList {
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }

    /** Whether at least one of these may, and none is blocked. */
    public boolean allow(List<String> ids) {
        return ids.stream().noneMatch(blocked::contains)
                && (allowed.isEmpty() || ids.stream().anyMatch(allowed::contains));
    }
}
