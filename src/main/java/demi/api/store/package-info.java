/** What the store answers, by subject. */
@org.jspecify.annotations.NullMarked
package demi.api.store;
