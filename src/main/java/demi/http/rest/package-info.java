/** The routes of REST, by subject. */
@org.jspecify.annotations.NullMarked
package demi.http.rest;
