/** The places at the model servers, kept for all nodes of the house together. */
@org.jspecify.annotations.NullMarked
package demi.places;
