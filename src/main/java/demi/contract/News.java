package demi.contract;

/** The typed address of something told to whoever listens; nobody answers, and nobody listening is fine. */
public record News<T>(String address, Class<T> type) {}
