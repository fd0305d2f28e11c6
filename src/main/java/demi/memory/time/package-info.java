/** When something takes place or is true, as people say it: relative words become days of a calendar. */
@org.jspecify.annotations.NullMarked
package demi.memory.time;
