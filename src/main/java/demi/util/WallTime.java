package demi.util;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This class may read the time of the wall, which people and time servers set: for what is kept, shown or compared with what was kept,
 * never for how long something takes. Nobody else may.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WallTime {
    /** What for. */
    String value();
}
