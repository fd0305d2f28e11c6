package demi.util;

/** Which Demi this is. */
public final class Version {
    private Version() {}

    /** As the jar says; "development" where she runs from classes. */
    public static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
