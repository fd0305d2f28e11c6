package demi.util;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This machine's addresses that others at home can reach it at, and nobody from outside. */
public final class HomeNetwork {

    private static final Logger LOG = LoggerFactory.getLogger(HomeNetwork.class);
    /** Networks between this machine and what runs on it. */
    private static final Pattern OF_CONTAINERS =
            Pattern.compile("(docker|br-|veth|virbr|podman|cni|lxc|lxd|vmnet|vboxnet).*");

    private HomeNetwork() {}

    /**
     * The addresses of private ranges, IPv4 first; empty where they cannot be told.
     *
     * @param host what the server listens on: where that is one address, no other counts
     */
    public static List<InetAddress> of(String host) {
        try {
            InetAddress listens = InetAddress.getByName(host);
            return NetworkInterface.networkInterfaces()
                    .filter(HomeNetwork::isUsed)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(HomeNetwork::isPrivate)
                    .filter(address -> reaches(listens, address))
                    .sorted(Comparator.comparing(Inet6Address.class::isInstance))
                    .toList();
        } catch (IOException e) {
            LOG.debug("The addresses of this machine cannot be told", e);
            return List.of();
        }
    }

    /** Whether who listens on that address is reached at this one; the unspecified one of IPv6 takes IPv4 as well. */
    public static boolean reaches(InetAddress listens, InetAddress address) {
        return listens.isAnyLocalAddress()
                ? listens instanceof Inet6Address || address instanceof Inet4Address
                : listens.equals(address);
    }

    private static boolean isUsed(NetworkInterface network) {
        try {
            return network.isUp()
                    && !network.isLoopback()
                    && !OF_CONTAINERS.matcher(network.getName()).matches();
        } catch (SocketException e) {
            return false;
        }
    }

    /** Of the ranges of RFC 1918 and RFC 4193. */
    public static boolean isPrivate(InetAddress address) {
        return address instanceof Inet4Address
                ? address.isSiteLocalAddress()
                : address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** As it stands in a URL: IPv6 in brackets, without the name of an interface. */
    public static String host(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }
}
