package demi.command;

/** Which Demi this is. */
final class Version {
    private Version() {}

    /** As the jar says; "development" where she runs from classes. */
    static String number() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
