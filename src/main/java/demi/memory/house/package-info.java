/** Several people in one house: who is who, what all of them may know, and whose words are whose. */
@org.jspecify.annotations.NullMarked
package demi.memory.house;
