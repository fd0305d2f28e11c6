/** The servers that are measured, each as a process of its own: Demi, a bare one of ours, and the earlier one in Python. */
@NullMarked
package demi.bench.server;

import org.jspecify.annotations.NullMarked;
