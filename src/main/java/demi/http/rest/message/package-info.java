/** A conversation over REST: its pages, its search, and what a person changes in it. */
@org.jspecify.annotations.NullMarked
package demi.http.rest.message;
