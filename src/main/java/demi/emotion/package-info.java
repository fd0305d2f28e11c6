/** Demi's one inner state: what moves it, how it ages, and how it colours what she says. Pure code: time comes in. */
@org.jspecify.annotations.NullMarked
package demi.emotion;
