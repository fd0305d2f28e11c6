/** How fast Demi is: run by scripts/bench, never by the tests. */
@NullMarked
package demi.bench;

import org.jspecify.annotations.NullMarked;
