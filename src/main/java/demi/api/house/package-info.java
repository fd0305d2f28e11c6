/** What the owner's pages ask of the house (backups, settings in force, persona), and what its nodes share. */
@org.jspecify.annotations.NullMarked
package demi.api.house;
