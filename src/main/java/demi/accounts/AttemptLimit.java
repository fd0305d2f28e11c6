package demi.accounts;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many attempts in any minute from one address. An IPv6 address counts with its whole /64, which one
 * customer owns. Remembers a bounded number of addresses, those heard of last.
 */
final class AttemptLimit {

    private static final long WINDOW_MILLIS = 60_000;
    private static final int ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_NAME = 64;

    private final int perMinute;
    private final Map<String, Taken> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Taken> eldest) {
            return size() > ADDRESSES;
        }
    };

    AttemptLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Counts an attempt, unless it is one too many: then nothing counts, and the seconds to wait are returned, else 0. */
    long attempt(String address, Instant at) {
        return addresses
                .computeIfAbsent(network(address), key -> new Taken(perMinute))
                .attempt(at.toEpochMilli());
    }

    static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address.length() > LONGEST_NAME ? address.substring(0, LONGEST_NAME) : address;
        }
        try {
            // An IPv4 address in IPv6 clothes becomes IPv4 again here.
            byte[] plain = InetAddress.getByAddress(bytes).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(plain, Math.min(plain.length, NETWORK_BYTES)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("neither 4 nor 16 bytes", e);
        }
    }

    /** The times of the newest attempts, as a ring. */
    private static final class Taken {
        private final long[] times;
        private int count;

        Taken(int size) {
            times = new long[size];
        }

        long attempt(long now) {
            int slot = count % times.length;
            long age = now - times[slot];
            // A negative age: the clock was set back; that must not shut anybody out.
            if (count >= times.length && age >= 0 && age < WINDOW_MILLIS) {
                return (WINDOW_MILLIS - age + 999) / 1000;
            }
            times[slot] = now;
            count = count + 1 < 2 * times.length ? count + 1 : times.length;
            return 0;
        }
    }
}
