package demi.accounts;

import demi.contract.AccountStore;
import demi.contract.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a device shows at its next login to be known: 16 random bytes in Base64. It opens nothing by itself. */
final class DeviceKey {

    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceKey() {}

    /**
     * @param shown by the device; it may have been put there by somebody else, who knows it then
     * @param known the {@link AccountStore.Device} that it is for this account; null for a new one
     */
    static Secret keptOrNew(@Nullable Secret shown, @Nullable String known) {
        if (shown != null
                && isOne(shown)
                && AccountStore.Device.ofKey(hash(shown)).equals(known)) {
            return shown;
        }
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    static boolean isOne(@Nullable Secret shown) {
        return shown != null && FORM.matcher(shown.value()).matches();
    }

    /** What the store keeps of it. */
    static String hash(Secret key) {
        return Rotation.hash(key);
    }
}
