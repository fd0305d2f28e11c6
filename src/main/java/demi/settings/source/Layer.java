package demi.settings.source;

import java.util.Map;

/** One source's values, by path. */
public record Layer(Map<String, RawValue> values) {}
