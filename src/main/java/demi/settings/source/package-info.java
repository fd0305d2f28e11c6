/**
 * Where settings come from: keys, types of values, the YAML file, {@code .env} and variables, and what is wrong with them.
 */
@org.jspecify.annotations.NullMarked
package demi.settings.source;
