/** What facts and messages mean, in the numbers of an embedding model: made beside the talk, compared with what is said. */
@org.jspecify.annotations.NullMarked
package demi.memory.meaning;
