/** Several nodes as one house: who is there, and which of them has the rooms that are open once. */
@org.jspecify.annotations.NullMarked
package demi.cluster;
