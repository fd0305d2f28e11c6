/** "Leave me alone until Monday": people's wishes for quiet, understood in their own words. */
@org.jspecify.annotations.NullMarked
package demi.autonomy.quiet;
