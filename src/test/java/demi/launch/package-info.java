@NullMarked
package demi.launch;

import org.jspecify.annotations.NullMarked;
