@org.jspecify.annotations.NullMarked
package demi.resources;
