package demi.api;

import demi.bus.RequestAddress;

/** Whether somebody could see a message now. */
public final class OpenDevices {
    private OpenDevices() {}

    public record Of(String userId) {}

    /** @param open whether a device of theirs has a live chat open */
    public record Devices(boolean open) {}

    public static final RequestAddress<Of, Devices> DEVICES =
            RequestAddress.of("http.presence", Of.class, Devices.class);
}
