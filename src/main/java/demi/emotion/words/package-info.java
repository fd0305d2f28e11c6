/** What single words and phrases say of distress and hardship. */
@org.jspecify.annotations.NullMarked
package demi.emotion.words;
