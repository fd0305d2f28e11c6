/** Whether Demi holds under everything at once: run by scripts/soak, never by the tests. */
@NullMarked
package demi.soak;

import org.jspecify.annotations.NullMarked;
