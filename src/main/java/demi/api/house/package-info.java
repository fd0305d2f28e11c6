/** What the owner's pages ask of the house: backups, settings in force, persona. */
@org.jspecify.annotations.NullMarked
package demi.api.house;
