/** Where model servers are, what they speak, and what is asked of all of them alike. */
@org.jspecify.annotations.NullMarked
package demi.model.config;
