package demi.settings.source;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the settings, fit to be printed.
 *
 * @param key the setting's path, its variable or a file
 * @param value what was found; null where it is a secret or there is none
 * @param rule what is allowed, or what to do
 * @param where the source it came from
 */
public record SettingsProblem(String key, @Nullable String value, String rule, String where) {

    @Override
    public String toString() {
        String found = value == null ? "" : " = \"" + printable(value) + "\"";
        return key + found + ": " + rule + " (" + where + ")";
    }

    /** Of an address, neither user and password, which may have slashes and at signs in them, nor a query. */
    private static String printable(String value) {
        String clean = value.replaceFirst("(?s)^(.*?//)?.*@", "$1***@")
                .replaceFirst("(?s)([?#]).*", "$1***")
                .replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "…";
    }
}
