/**
 * The mechanism of settings: reads what the owner set (flags, environment, .env, YAML), checks it, and hands it to those who make
 * their own records of it. Knows no room and no setting of one.
 */
@org.jspecify.annotations.NullMarked
package demi.settings;
