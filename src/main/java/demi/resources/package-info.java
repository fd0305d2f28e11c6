/** What she has of the machine: samples of it, and doing less while memory is short. */
@org.jspecify.annotations.NullMarked
package demi.resources;
