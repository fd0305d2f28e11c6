@org.jspecify.annotations.NullMarked
package demi.memory;
