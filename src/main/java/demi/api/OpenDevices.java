package demi.api;

import demi.bus.RequestAddress;

/** Whether somebody could see a message now. */
public final class OpenDevices {
    private OpenDevices() {}

    public record HasOpenDevice(String userId) {}

    /** @param open whether a device of theirs has a live chat open that does not say that nobody can see it */
    public record OpenDevice(boolean open) {}

    public static final RequestAddress<HasOpenDevice, OpenDevice> HAS_OPEN_DEVICE =
            RequestAddress.of("http.hasOpenDevice", HasOpenDevice.class, OpenDevice.class);
}
