/** What people write on a chat network: bursts, context, references, attachments, linking, commands. */
@org.jspecify.annotations.NullMarked
package demi.network.inbound;
