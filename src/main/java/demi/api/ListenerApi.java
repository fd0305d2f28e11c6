package demi.api;

import demi.bus.RequestAddress;

/** Where clients connect. */
public final class ListenerApi {
    private ListenerApi() {}

    public record WhichPorts() {}

    /** @param management of metrics */
    public record Ports(int main, int management) {}

    /** Answered once both are open. */
    public static final RequestAddress<WhichPorts, Ports> PORTS =
            RequestAddress.of("http.ports", WhichPorts.class, Ports.class);
}
