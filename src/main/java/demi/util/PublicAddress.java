package demi.util;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are on the internet, and not of this machine, this house or its provider. */
public final class PublicAddress {

    private static final int IPV4_IN_NAT64 = 12;

    private PublicAddress() {}

    /**
     * Whether it can be reached from anywhere: none of loopback, private, link-local, shared (RFC 6598), multicast and reserved
     * ranges, nor one that leads to such an address by a tunnel.
     */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic(bytes) : address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean reserved = first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 192 && second == 88 && third == 99)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        return !reserved;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = word(bytes, 0);
        int second = word(bytes, 2);
        if (first == 0x64 && second == 0xff9b && word(bytes, 4) == 0 && word(bytes, 6) == 0 && word(bytes, 8) == 0) {
            return isPublic4(Arrays.copyOfRange(bytes, IPV4_IN_NAT64, bytes.length));
        }
        // 2001::/23 holds Teredo and other tunnels, 2001:db8::/32 examples, 2002::/16 is 6to4.
        boolean special = first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
        return (first & 0xe000) == 0x2000 && !special;
    }

    private static boolean isPublic4(byte[] bytes) {
        try {
            return isPublic(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
