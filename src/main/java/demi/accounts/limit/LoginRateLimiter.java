package demi.accounts.limit;

import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.util.SlidingWindowLimiter;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * At most so many attempts in any minute from one address. An IPv6 address counts with its whole /64, which one
 * customer owns.
 */
public final class LoginRateLimiter {

    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_NAME = 64;

    private final SlidingWindowLimiter limit;

    /** @param nanos a clock that nobody sets */
    public LoginRateLimiter(int perMinute, LongSupplier nanos) {
        this.limit = new SlidingWindowLimiter(perMinute, nanos);
    }

    /** Counts an attempt, unless it is one too many: then nothing counts, and the seconds to wait are returned, else 0. */
    public long attempt(String address) {
        return limit.attempt(network(address));
    }

    static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address.length() > LONGEST_NAME ? address.substring(0, LONGEST_NAME) : address;
        }
        try {
            // An IPv4-mapped IPv6 address becomes IPv4 here.
            byte[] plain = InetAddress.getByAddress(bytes).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(plain, Math.min(plain.length, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("neither 4 nor 16 bytes", e);
        }
    }

    /** What is told to whoever has to wait. */
    public static Future<LoginResult> tooMany(long seconds) {
        return Future.succeededFuture(new Refused(
                RefusalReason.TOO_MANY_ATTEMPTS, "Too many attempts from your address. Wait a moment.", seconds));
    }
}
