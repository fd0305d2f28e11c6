/** Reads what the owner set (flags, environment, .env, YAML) into checked records, and sets up logging from it. */
@org.jspecify.annotations.NullMarked
package demi.settings;
