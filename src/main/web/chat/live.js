// Between the socket and what is on the screen.

import { call, send } from "../app/api.js";
import { notify } from "../app/notes.js";
import { over } from "../app/session.js";
import { countInTitle } from "../app/title.js";
import * as socket from "../app/socket.js";
import { store } from "../app/store.js";
import { texts } from "../app/text.js";
import TEXT from "./words.js";
import * as conversation from "./conversation.js";
import * as outbox from "./outbox.js";
import { readsAloud, speak } from "./speech.js";

const t = texts(TEXT);
const PAGE = 60;
const HEALTH_MS = 10_000;
/** So far back goes the history that opens a connection. */
const HISTORY_MS = 7 * 86_400_000;

const isVisible = () => document.visibilityState === "visible";

let atEnd = true; // whether the end of the conversation is in sight
let healthTimer = 0;

function change(work) {
  store.update((state) => {
    const now = state.conversation || conversation.EMPTY;
    const next = work(now);
    return next === now ? null : { conversation: next };
  });
}

const frames = {
  history: ({ messages }) => {
    change((now) => conversation.onHistory(now, messages, new Date(Date.now() - HISTORY_MS).toISOString()));
    const last = messages.findLast((message) => message.emotion_state);
    if (last && !store.get().mood) store.update({ mood: { emotion_state: last.emotion_state, dominant: dominant(last.emotion_state) } });
    outbox.resend();
    if (atEnd && isVisible()) change(conversation.seen);
    markRead();
    badge();
  },
  message: (message) => {
    if (message.client_id) outbox.settle(message.client_id);
    change((now) => conversation.onMessage(now, message, atEnd && isVisible()));
    // She says that she cannot think, or shows that she can.
    if (message.sender === "demi" && Boolean(message.metadata?.holding) !== cannotThink()) lookAtHealth();
    if (message.sender === "demi" && isVisible() && readsAloud()) speak(message.content);
    markRead();
    badge();
  },
  message_changed: (message) => change((now) => conversation.onChanged(now, message)),
  message_removed: ({ message_id }) => change((now) => conversation.onRemoved(now, message_id)),
  delta: (delta) => change((now) => conversation.onDelta(now, delta)),
  // Of a message sent twice only this comes again: it is kept already.
  delivered: ({ message_id, client_id }) => {
    if (client_id) outbox.settle(client_id);
    change((now) => conversation.onDelivered(now, message_id));
  },
  read_receipt: ({ message_id }) => change((now) => conversation.onRead(now, message_id)),
  typing: (typing) => change((now) => conversation.onTyping(now, typing)),
  emotion_update: (mood) => store.update({ mood }),
  account_notice: (notice) => notify(t(`notice_${notice.kind}`, { device: notice.device_name || "?" })),
  error: ({ message, client_id }) => {
    const refused = client_id && outbox.settle(client_id);
    if (refused) outbox.giveBack(refused);
    notify(message, "warn");
  },
};

/** @param whenBack run each time the connection is there */
export function open(whenBack) {
  outbox.open();
  socket.start({
    frame: (event, data) => frames[event]?.(data),
    state: (connection) => {
      if (connection === "online") {
        lookAtHealth();
        whenBack().catch(() => {});
      } else change((now) => ({ ...now, typing: null }));
      store.update({ connection });
    },
    over: () => over(t("session_ended")),
  });
}

export function close() {
  socket.stop();
  clearTimeout(healthTimer);
  store.update({ conversation: null, mood: null, connection: "connecting" });
}

const cannotThink = () => store.get().health?.ollama === "DOWN";

/** Whether she can think, asked when something points to it and as long as she cannot. */
export async function lookAtHealth() {
  clearTimeout(healthTimer);
  try {
    let health = await send("GET", "/health");
    if (health.ollama === "DOWN") {
      // Why, in a sentence, is told to who is logged in; it may be over meanwhile.
      const { status, detail } = (await call("GET", "/health", undefined, { prefix: "" })).checks.ollama;
      health = { ...health, ollama: status, why: detail };
    }
    store.update({ health });
    if (cannotThink()) healthTimer = setTimeout(() => isVisible() && lookAtHealth(), HEALTH_MS);
  } catch {
    // The strip about the connection says it.
  }
}

// --- what the views do

/** @param visible whether the end is in sight */
export function reachedEnd(visible) {
  atEnd = visible;
  if (visible) {
    change(conversation.seen);
    markRead();
    badge();
  }
}

/** What is in sight of an open page is read. */
function markRead() {
  if (!isVisible() || !atEnd) return;
  for (const message of store.get().conversation?.messages || []) {
    if (message.sender === "demi" && message.status !== "read" && socket.say("read_receipt", { message_id: message.message_id })) {
      change((now) => conversation.onRead(now, message.message_id));
    }
  }
}

document.addEventListener("visibilitychange", () => {
  if (!isVisible() || !store.get().conversation) return;
  if (atEnd) change(conversation.seen);
  markRead();
  badge();
  if (cannotThink()) lookAtHealth();
});

/** The count of what she wrote unseen, on the title and the app's icon. */
function badge() {
  const count = store.get().conversation?.unseen || 0;
  countInTitle(count);
  if (navigator.setAppBadge) (count ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {});
}

let loading = null;

/** One page at a time; more wishes meanwhile are the same wish. */
function once(work) {
  loading ||= work()
    .catch((error) => notify(error.message, "warn"))
    .finally(() => { loading = null; });
  return loading;
}

async function page(query) {
  const response = await call("GET", `/messages?${new URLSearchParams({ limit: PAGE, ...query })}`, undefined, { raw: true });
  return { messages: await response.json(), older: response.headers.get("X-Next-Cursor"), newer: response.headers.get("X-Prev-Cursor") };
}

// A page belongs to the stretch that it was asked for: another may be on the screen when it comes.
const beginsWith = (state, asked) => state.messages[0]?.message_id === asked.messages[0].message_id;
const endsWith = (state, asked) => state.messages.at(-1)?.message_id === asked.messages.at(-1).message_id;

export function loadOlder() {
  const now = store.get().conversation;
  if (!now.loaded || now.older === null) return null;
  return once(async () => {
    if (!now.messages.length) {
      // The history is of the last days only.
      const { messages, older } = await page({});
      change((state) => (state.messages.length ? state : conversation.withOlder(state, messages, older)));
    } else if (now.older) {
      const { messages, older } = await page({ before: now.older });
      change((state) => (beginsWith(state, now) ? conversation.withOlder(state, messages, older) : state));
    } else {
      const first = now.messages[0].message_id;
      const { messages, older } = await page({ around: first, limit: PAGE * 2 });
      const at = messages.findIndex((message) => message.message_id === first);
      change((state) => (beginsWith(state, now) ? conversation.withOlder(state, messages.slice(0, at), older) : state));
    }
  });
}

export function loadNewer() {
  const now = store.get().conversation;
  if (now.atEnd) return null;
  return once(async () => {
    if (now.newer) {
      const { messages, newer } = await page({ after: now.newer });
      change((state) => (endsWith(state, now) ? conversation.withNewer(state, messages, newer) : state));
    } else {
      const last = now.messages[now.messages.length - 1].message_id;
      const { messages, newer } = await page({ around: last, limit: PAGE * 2 });
      const at = messages.findIndex((message) => message.message_id === last);
      change((state) => (endsWith(state, now) ? conversation.withNewer(state, messages.slice(at + 1), newer) : state));
    }
  });
}

/** Shows the conversation around a message. */
export async function jumpTo(id) {
  // A jump is no wish for the page that is on its way.
  await loading;
  if (store.get().conversation.messages.some((message) => message.message_id === id)) return;
  await once(async () => {
    const { messages, older, newer } = await page({ around: id });
    change((state) => conversation.around(state, messages, older, newer));
  });
}

export async function jumpToEnd() {
  await loading;
  if (store.get().conversation.atEnd) return;
  await once(async () => {
    const { messages, older } = await page({});
    change((state) => conversation.around(state, messages, older, null));
  });
}

export async function search(words, before) {
  const response = await call("GET", `/messages?${new URLSearchParams({ q: words, limit: 20, ...(before && { before }) })}`, undefined, { raw: true });
  return { messages: await response.json(), older: response.headers.get("X-Next-Cursor") };
}

export const { connectNow } = socket;

export const stopReply = () => socket.say("stop", {});

export function dominant(feelings) {
  const [name, value] = Object.entries(feelings).reduce((most, next) => (next[1] > most[1] ? next : most));
  return value > 0.5 ? name : "neutral";
}
