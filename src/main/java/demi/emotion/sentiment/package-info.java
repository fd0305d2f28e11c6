/** What a message does to her by its words alone: praise, insult or neither, in English, German, French, Spanish and Japanese. */
@org.jspecify.annotations.NullMarked
package demi.emotion.sentiment;
