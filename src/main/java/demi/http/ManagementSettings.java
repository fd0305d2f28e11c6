package demi.http;

/**
 * The listener for metrics and health that no reverse proxy should publish.
 *
 * @param port 0 takes any free one
 */
public record ManagementSettings(String host, int port) {}
