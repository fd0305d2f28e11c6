package demi.contract;

/** Whether somebody could see a message now. */
public final class Presence {
    private Presence() {}

    public record Of(String userId) {}

    /** @param open whether a device of theirs has a live chat open */
    public record Devices(boolean open) {}

    public static final Ask<Of, Devices> DEVICES = Ask.of("http.presence", Of.class, Devices.class);
}
