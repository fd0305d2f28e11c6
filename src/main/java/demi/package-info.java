/** Demi: a self-hosted companion on Vert.x. {@link demi.Main} starts her; {@code verticles.md} shows the rooms. */
@org.jspecify.annotations.NullMarked
package demi;
