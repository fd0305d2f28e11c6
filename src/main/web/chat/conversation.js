// What frames and pages do to the part of the conversation that is on the screen. Pure: state in, state out.
//
// `messages` is one stretch without gaps, oldest first. It ends with the newest message when `atEnd`; else somebody has jumped to
// an older place, and `newer` leads on from there. `older` is a cursor, null at the beginning, undefined where it is not known.

export const LONGEST = 400;
const KEPT = 300;

export const EMPTY = {
  messages: [],
  older: undefined,
  newer: null,
  atEnd: true,
  loaded: false,
  reply: null, // {message_id, text} of what she is saying
  typing: null, // {place}: how many replies come first; null when she is not at it
  unseen: 0, // messages of hers that came while the end was out of sight
};

const has = (messages, id) => messages.some((message) => message.message_id === id);

/**
 * The newest page, which opens every connection: what it has is right, and what it lacks within its own time is gone.
 *
 * @param since it holds nothing that is older, as a time
 */
export function onHistory(state, page, since = "") {
  if (!state.loaded) return { ...EMPTY, messages: page, loaded: true };
  if (!state.atEnd) return { ...state, reply: null, typing: null };
  if (!page.length) return { ...state, messages: state.messages.filter((message) => message.created_at < since), reply: null, typing: null };
  const first = page[0].message_id;
  const joint = state.messages.findIndex((message) => message.message_id === first);
  if (joint < 0 && !state.messages.some((message) => message.created_at >= page[0].created_at)) {
    // More was said meanwhile than a page holds: what was on the screen is no longer next to it.
    return { ...EMPTY, messages: page, loaded: true };
  }
  const before = joint >= 0 ? state.messages.slice(0, joint) : state.messages.filter((message) => message.created_at < page[0].created_at);
  const news = page.filter((message) => message.sender === "demi" && !has(state.messages, message.message_id)).length;
  return { ...state, messages: [...before, ...page], reply: null, typing: null, unseen: state.unseen + news };
}

export function onMessage(state, message, seen) {
  const reply = state.reply && state.reply.message_id === message.message_id ? null : state.reply;
  const unseen = message.sender === "demi" && !seen ? state.unseen + 1 : state.unseen;
  if (has(state.messages, message.message_id)) return onChanged({ ...state, reply }, message);
  if (!state.atEnd) return { ...state, reply, unseen };
  return trimmedAtTop({ ...state, reply, unseen, messages: [...state.messages, message] }, seen);
}

/** Who reads the end needs no more than the last messages; who has scrolled up keeps what is there. */
function trimmedAtTop(state, seen) {
  return seen && state.messages.length > LONGEST
    ? { ...state, messages: state.messages.slice(-KEPT), older: undefined }
    : state;
}

export function onChanged(state, message) {
  return { ...state, messages: state.messages.map((old) => (old.message_id === message.message_id ? { ...old, ...message } : old)) };
}

export function onRemoved(state, id) {
  return {
    ...state,
    messages: state.messages.filter((message) => message.message_id !== id),
    reply: state.reply && state.reply.message_id === id ? null : state.reply,
  };
}

/** A piece of what she says; number 0 begins, also where she begins anew. */
export function onDelta(state, { message_id, seq, text }) {
  if (has(state.messages, message_id)) return state;
  const goesOn = seq > 0 && state.reply && state.reply.message_id === message_id;
  return { ...state, reply: { message_id, text: goesOn ? state.reply.text + text : text } };
}

export function onTyping(state, { is_typing, queue_position }) {
  return { ...state, typing: is_typing ? { place: queue_position || 0 } : null, reply: is_typing ? state.reply : null };
}

export function onDelivered(state, id) {
  return marked(state, id, (message) => (message.status === "sent" ? { status: "delivered" } : {}));
}

export function onRead(state, id) {
  return marked(state, id, () => ({ status: "read" }));
}

function marked(state, id, fields) {
  return {
    ...state,
    messages: state.messages.map((message) => (message.message_id === id ? { ...message, ...fields(message) } : message)),
  };
}

/** A page of what was said before; `cursor` null: nothing was. */
export function withOlder(state, page, cursor) {
  const fresh = page.filter((message) => !has(state.messages, message.message_id));
  const messages = [...fresh, ...state.messages];
  // What is far below is fetched again when somebody comes back to it.
  return messages.length > LONGEST && fresh.length
    ? { ...state, messages: messages.slice(0, KEPT), older: cursor, newer: undefined, atEnd: false }
    : { ...state, messages, older: cursor };
}

/** A page of what was said after; `cursor` null: it ends with the newest. */
export function withNewer(state, page, cursor) {
  const fresh = page.filter((message) => !has(state.messages, message.message_id));
  const messages = [...state.messages, ...fresh];
  const next = { ...state, messages, newer: cursor, atEnd: cursor === null };
  return messages.length > LONGEST && fresh.length ? { ...next, messages: messages.slice(-KEPT), older: undefined } : next;
}

/** The stretch around a place that somebody has jumped to. */
export function around(state, page, older, newer) {
  return { ...state, messages: page, older, newer, atEnd: newer === null, loaded: true };
}

export function seen(state) {
  return state.unseen ? { ...state, unseen: 0 } : state;
}

/** The reply that can be asked for anew: her newest message, if nobody has said anything since and she did not begin herself. */
export function lastReply(state) {
  const last = state.messages[state.messages.length - 1];
  if (!state.atEnd || !last || last.sender !== "demi" || (last.metadata && (last.metadata.holding || last.metadata.first))) return null;
  return last.message_id;
}

/** The person's own message that can still be changed. */
export function lastOwn(state) {
  if (!state.atEnd) return null;
  for (let i = state.messages.length - 1; i >= 0; i--) if (state.messages[i].sender === "user") return state.messages[i].message_id;
  return null;
}
