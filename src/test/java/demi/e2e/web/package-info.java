/** The web app through the packaged jar, in a real browser. */
@org.jspecify.annotations.NullMarked
package demi.e2e.web;
