/** How the Java virtual machine is started: with the options of conf/jvm.options, and an archive of classes. */
@NullMarked
package demi.launch;

import org.jspecify.annotations.NullMarked;
