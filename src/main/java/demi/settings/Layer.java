package demi.settings;

import java.util.Map;

/** One source's values, by path. */
record Layer(Map<String, Raw> values) {}
