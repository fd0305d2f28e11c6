package demi.accounts.secret;

import demi.api.store.AccountStore;
import demi.api.value.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows at its next login to be known: for each account that it was logged in to a key of its own, 16 random
 * bytes in Base64, with full stops between them; the newest first. It opens nothing by itself.
 */
public final class DeviceKey {

    private static final int BYTES = 16;
    /** Of accounts that use one browser in turn. */
    private static final int MOST = 8;

    private static final int LONGEST = 1_000;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceKey() {}

    /**
     * @param shown by the device; it may have been put there by somebody else, who knows it then
     * @param known the {@link AccountStore.Device} that it is for this account; null for a new one
     */
    public static Secret keptOrNew(@Nullable Secret shown, @Nullable String known) {
        return all(shown).stream()
                .filter(each -> AccountStore.KnownDevice.ofKey(hash(each)).equals(known))
                .findFirst()
                .orElseGet(DeviceKey::made);
    }

    /** What the device shows from now on: with the keys of others who use it, so that it is known to all of them. */
    public static Secret with(Secret key, @Nullable Secret shown) {
        return new Secret(Stream.concat(Stream.of(key), all(shown).stream().filter(each -> !each.equals(key)))
                .limit(MOST)
                .map(Secret::value)
                .collect(Collectors.joining(".")));
    }

    /** Nothing of what is no key. */
    public static List<Secret> all(@Nullable Secret shown) {
        return shown == null || shown.value().length() > LONGEST
                ? List.of()
                : Arrays.stream(shown.value().split("\\.", -1))
                        .filter(each -> FORM.matcher(each).matches())
                        .distinct()
                        .limit(MOST)
                        .map(Secret::new)
                        .toList();
    }

    private static Secret made() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What the store keeps of it. */
    public static String hash(Secret key) {
        return RefreshDecision.hash(key);
    }
}
