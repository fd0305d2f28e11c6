@NullMarked
package demi.store.sql;

import org.jspecify.annotations.NullMarked;
