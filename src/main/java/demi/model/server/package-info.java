/**
 * What all model servers have in common, whatever they speak: one server as a whole, a reply from it, and what is known of its
 * models. What a kind says and understands is its {@link demi.model.server.ServerProtocol}.
 */
@org.jspecify.annotations.NullMarked
package demi.model.server;
