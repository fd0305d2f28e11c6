/**
 * What she knows of people: what of their words is kept, what comes to her mind again, and what is let go. Whose
 * memories they are decides every question; nobody's reach anybody else.
 */
@org.jspecify.annotations.NullMarked
package demi.memory;
