/** What a room is to the application that opens it: its name, its settings and how it is made. Knows none of them. */
@org.jspecify.annotations.NullMarked
package demi.room;
