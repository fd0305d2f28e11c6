/** What she writes, as the HTML that Matrix' clients show. */
@org.jspecify.annotations.NullMarked
package demi.matrix.html;
