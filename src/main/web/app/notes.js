// Sentences that show for a while, at the edge of whatever is open.

import { store } from "./store.js";

const SHOWN_MS = 8_000;
let last = 0;

/**
 * @param kind "info" or "warn"
 * @param action {label, run} that the sentence offers, such as to undo
 */
export function notify(text, kind = "info", action = null) {
  const id = ++last;
  store.update((state) => ({ notes: [...state.notes.filter((note) => note.text !== text), { id, text, kind, action }].slice(-3) }));
  setTimeout(() => dismiss(id), action ? SHOWN_MS * 2 : SHOWN_MS);
}

export function dismiss(id) {
  store.update((state) => ({ notes: state.notes.filter((note) => note.id !== id) }));
}
