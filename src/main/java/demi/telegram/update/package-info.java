/** Updates of Telegram's Bot API as records. Ids are longs; offsets into texts count UTF-16 code units, as Java's strings do. */
@org.jspecify.annotations.NullMarked
package demi.telegram.update;
