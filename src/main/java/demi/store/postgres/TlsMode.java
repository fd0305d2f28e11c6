package demi.store.postgres;

/** How a connection is kept from others, as libpq names it. */
public enum TlsMode {
    DISABLE("disable"),
    ALLOW("allow"),
    PREFER("prefer"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    VERIFY_FULL("verify-full");

    private final String key;

    TlsMode(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Fails for any other name. */
    public static TlsMode of(String name) {
        for (TlsMode mode : values()) {
            if (mode.key.equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no mode of TLS");
    }
}
