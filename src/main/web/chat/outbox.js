// What a person has written and the server has not confirmed: kept in the browser, sent again with the same client_id after every
// break, so that it arrives exactly once. The draft in the input is kept as well.

import { createStore } from "../app/store.js";
import { user } from "../app/session.js";
import { say } from "../app/socket.js";

const KEPT_DAYS = 30;

/** {waiting: [{client_id, content, pictures, at}]}, oldest first. */
export const outbox = createStore({ waiting: [] });

const key = (name) => `demi.${name}.${user()}`;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(key(name)));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), JSON.stringify(value));
  } catch {
    // A full storage loses what a reload would have brought back, and nothing else.
  }
}

function set(waiting) {
  outbox.update({ waiting });
  write("outbox", waiting.length ? waiting : null);
}

export function open() {
  outbox.update({ waiting: kept() });
}

function kept() {
  const youngest = Date.now() - KEPT_DAYS * 86_400_000;
  return (read("outbox") || []).filter((message) => Date.parse(message.at) > youngest);
}

// All tabs of a person share one list: none may write over what waits in another.
addEventListener("storage", (event) => {
  if (event.key === key("outbox")) outbox.update({ waiting: kept() });
});

/** Whoever logs out leaves nothing behind. */
export function forget() {
  write("outbox", null);
  write("draft", null);
  outbox.update({ waiting: [] });
}

export function put(content, pictures = []) {
  const message = { client_id: newId(), content, pictures, at: new Date().toISOString() };
  set([...outbox.get().waiting, message]);
  transmit(message);
}

/** After the connection is back: in the order in which they were written. */
export function resend() {
  outbox.get().waiting.forEach(transmit);
}

function transmit({ client_id, content, pictures }) {
  say("message", pictures.length ? { content, client_id, pictures } : { content, client_id });
}

/** The server has it, or does not take it: it waits no longer. The message, where there was one. */
export function settle(clientId) {
  const message = outbox.get().waiting.find((waiting) => waiting.client_id === clientId);
  if (message) set(outbox.get().waiting.filter((waiting) => waiting !== message));
  return message;
}

/** What the server does not take goes back to where it was written, behind what is there already. */
export function giveBack(message) {
  const event = new CustomEvent("demi:giveback", { detail: message, cancelable: true });
  if (dispatchEvent(event)) keepDraft(joined(draft(), message.content));
}

export const joined = (...parts) => parts.filter(Boolean).join("\n");

export const draft = () => read("draft") || "";
export const keepDraft = (words) => write("draft", words || null);

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
