package demi.bus;

/** The typed address of something told to whoever listens; nobody answers, and nobody listening is fine. */
public record EventAddress<T>(String address, Class<T> type) {}
