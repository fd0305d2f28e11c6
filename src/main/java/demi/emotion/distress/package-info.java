/** Whether somebody is in distress: what is heard of it in words, and how long it lasts. */
@org.jspecify.annotations.NullMarked
package demi.emotion.distress;
