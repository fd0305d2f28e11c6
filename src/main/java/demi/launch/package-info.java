/**
 * How the Java virtual machine is started: with the options of conf/jvm.options, and an archive of classes. What runs before that is
 * there has no lambdas and no streams, of which the first takes as long as all the rest.
 */
@NullMarked
package demi.launch;

import org.jspecify.annotations.NullMarked;
