/** What is known of a model: its template's layout, its window, how fast it reads, what fits into memory. */
@org.jspecify.annotations.NullMarked
package demi.model.profile;
