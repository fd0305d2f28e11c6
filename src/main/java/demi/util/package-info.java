/** Small tools that more than one verticle needs, and that know none of them. */
@org.jspecify.annotations.NullMarked
package demi.util;
