/** REST, chat sockets, the web page and health; knows no SQL and no model. */
@org.jspecify.annotations.NullMarked
package demi.http;
