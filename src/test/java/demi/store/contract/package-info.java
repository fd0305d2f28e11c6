/** What every engine of the store has to do: each test of this kit runs against all of {@link demi.store.contract.StoreEngine}. */
@org.jspecify.annotations.NullMarked
package demi.store.contract;
