/** Tries a model as people will use it: a talk with it through Demi's own rooms, and what came of it in figures. */
@org.jspecify.annotations.NullMarked
package demi.modeltest;
