/**
 * What stands between people's text and a model's bookkeeping: no special token goes in, none comes out. Pure; only the
 * model room uses it.
 */
@org.jspecify.annotations.NullMarked
package demi.model.text;
