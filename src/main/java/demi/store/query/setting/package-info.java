/** The same for what the owner has set while she runs. */
@org.jspecify.annotations.NullMarked
package demi.store.query.setting;
