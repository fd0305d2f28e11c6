package demi.app;

/**
 * When a room counts as down, and what is done then.
 *
 * @param maxErrors failures of a part in a row before it counts as down
 * @param autoRecover whether it is closed then, and opened again
 */
record SupervisorSettings(int maxErrors, boolean autoRecover) {}
