@org.jspecify.annotations.NullMarked
package demi.store.copy;
