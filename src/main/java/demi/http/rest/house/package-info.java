/** REST about her and the house: mood, persona, backups, settings in force, networks. */
@org.jspecify.annotations.NullMarked
package demi.http.rest.house;
