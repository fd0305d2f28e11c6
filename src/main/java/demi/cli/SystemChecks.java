package demi.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import demi.api.value.Secret;
import demi.app.DataDirectoryLock;
import demi.http.HttpRoom;
import demi.http.HttpSettings;
import demi.http.UptimePushRoom;
import demi.notifications.NotificationsRoom;
import demi.resources.ResourcesRoom;
import demi.settings.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** What she needs of the machine and its network: ports, proxies, memory, file descriptors. */
final class SystemChecks {

    /** For the database, the model server and the libraries, beside the chat sockets. */
    private static final int OTHER_FILES = 200;

    private static final int PATIENCE_MS = 5_000;

    private final Settings settings;
    private final HttpSettings http;

    SystemChecks(Settings settings) {
        this.settings = settings;
        this.http = new HttpRoom().settings(settings);
    }

    List<CheckResult> all() {
        List<CheckResult> findings = new ArrayList<>();
        boolean running = DataDirectoryLock.isHeld(settings.dataDir());
        findings.add(port("port", http.host(), http.port(), "ANDROID_API_PORT", running));
        findings.add(
                port("metrics port", http.managementHost(), http.managementPort(), "DEMI_MANAGEMENT_PORT", running));
        findings.addAll(network());
        result("push", push(), "push.url").ifPresent(findings::add);
        result("notifications", new NotificationsRoom().settings(settings).url(), "notifications.url")
                .ifPresent(findings::add);
        findings.add(memory());
        findings.add(descriptors());
        return findings;
    }

    private static CheckResult port(String what, String host, int port, String variable, boolean running) {
        String where = host + ":" + port;
        if (port == 0) {
            return CheckResult.ok(what, "any free one");
        }
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: what a server before this one has left behind is in nobody's way.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return CheckResult.ok(what, where + " is free");
        } catch (UnknownHostException e) {
            return CheckResult.fail(what, host + " is no address of this machine; 0.0.0.0 is all of them");
        } catch (IOException e) {
            return running
                    ? CheckResult.ok(what, where + " is in use, by her who is running")
                    : CheckResult.fail(
                            what,
                            where + " cannot be had (" + e.getMessage() + "); stop what has it, or set " + variable);
        }
    }

    /** Only whether somebody is there: a message to try would be taken for a real one. The address's path is a secret. */
    private static Optional<CheckResult> result(String what, @Nullable URI address, String key) {
        if (address == null) {
            return Optional.empty();
        }
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        String where = address.getHost() + ":" + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), PATIENCE_MS);
            if ("https".equalsIgnoreCase(address.getScheme())) {
                webSocketHandshake(socket, address.getHost(), port);
            }
            return Optional.of(CheckResult.ok(what, where + " is there"));
        } catch (SSLException e) {
            return Optional.of(
                    CheckResult.fail(
                            what,
                            where + " has no certificate that is trusted here (" + e.getMessage()
                                    + "); have it use one that this machine knows, or start Demi with -Djavax.net.ssl.trustStore"));
        } catch (IOException e) {
            return Optional.of(CheckResult.fail(
                    what,
                    where + " cannot be reached (" + e.getMessage() + "); is it running, and " + key + " right?"));
        }
    }

    /** Fails where the certificate is not trusted, or not of that name. */
    private static void webSocketHandshake(Socket socket, String host, int port) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        }
    }

    private @Nullable URI push() {
        Secret url = new UptimePushRoom().settings(settings).url();
        return url == null ? null : URI.create(url.value());
    }

    private List<CheckResult> network() {
        List<CheckResult> findings = new ArrayList<>();
        List<String> proxies = http.trustedProxies();
        if (proxies.stream().anyMatch(network -> network.endsWith("/0"))) {
            findings.add(CheckResult.fail(
                    "proxies",
                    "http.trusted_proxies has a range of all addresses: anybody may claim to be anybody."
                            + " Name your proxies only"));
        } else if (proxies.isEmpty() && !http.basePath().isEmpty()) {
            findings.add(CheckResult.warn(
                    "proxies",
                    "http.base_path is set and http.trusted_proxies is not: to the limit on logins all clients are"
                            + " one, the proxy"));
        } else {
            findings.add(CheckResult.ok("proxies", proxies.isEmpty() ? "none is trusted" : "trusted: " + proxies));
        }
        if (!isLocal(http.managementHost())) {
            findings.add(CheckResult.warn(
                    "metrics",
                    "whoever reaches " + http.managementHost()
                            + " can read them; if that is too many, set DEMI_MANAGEMENT_HOST=127.0.0.1"));
        }
        return findings;
    }

    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Both numbers are the container's, where there is one. */
    private CheckResult memory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return CheckResult.ok("memory", "this JVM does not say");
        }
        long total = system.getTotalMemorySize() >> 20;
        if (total < 400) {
            return CheckResult.warn(
                    "memory", total + " MB is too little for her; give her 512 MB, besides the model's");
        }
        return CheckResult.ok(
                "memory",
                total + " MB; above " + new ResourcesRoom().settings(settings).threshold()
                        + " % in use she does less (DEMI_RAM_THRESHOLD)");
    }

    private CheckResult descriptors() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return CheckResult.ok("files", "this system has no limit on them");
        }
        long most = system.getMaxFileDescriptorCount();
        long needed = http.socketsInAll() + (long) OTHER_FILES;
        return most < needed
                ? CheckResult.warn(
                        "files",
                        "only " + most + " may be open, and http.sockets_in_all alone is "
                                + http.socketsInAll()
                                + "; raise the limit (LimitNOFILE, ulimit -n) or lower that")
                : CheckResult.ok("files", most + " may be open");
    }
}
