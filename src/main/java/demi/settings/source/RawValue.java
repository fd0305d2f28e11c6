package demi.settings.source;

/**
 * A value as somebody wrote it.
 *
 * @param list whether it was a YAML list; its text has commas
 * @param name what the source calls the setting: a path or a variable
 * @param where the source, fit to be printed
 */
public record RawValue(String text, boolean list, String name, String where) {}
