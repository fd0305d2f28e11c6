/** How Demi is, for monitors, orchestrators and the app. */
@org.jspecify.annotations.NullMarked
package demi.http.health;
