/** What the HTTP room needs below Vert.x's own interfaces: strict requests, sockets with bounded memory, limits. Used by {@code demi.http} only. */
@org.jspecify.annotations.NullMarked
package demi.http.server;
