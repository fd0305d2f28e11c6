// The plain page: first account, login, and a bare chat. Everything of a person's or Demi's goes in as textContent.

const at = (id) => document.getElementById(id);
const TOKENS = "demi.tokens";
const VIEWS = ["loading", "setup", "login", "chat"];

function show(view) {
  for (const id of VIEWS) at(id).hidden = id !== view;
  const first = at(view).querySelector("input:not([value]), textarea");
  if (first) first.focus();
}

// --- tokens

function tokens() {
  try {
    return JSON.parse(localStorage.getItem(TOKENS));
  } catch {
    return null;
  }
}

function keep(answer) {
  localStorage.setItem(TOKENS, JSON.stringify({
    access: answer.access_token,
    refresh: answer.refresh_token,
    session: answer.session_id,
    until: Date.now() + answer.expires_in * 1000,
  }));
}

class Refused extends Error {
  constructor(status, sentence, field) {
    super(sentence);
    this.status = status;
    this.field = field;
  }
}

// Where a proxy has her may be a path of its own.
const base = new URL(".", import.meta.url).pathname.replace(/\/$/, "");

async function call(method, path, body, token) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.detail || "That did not work.", answer.field);
  return answer;
}

// Refresh tokens change with every use: one tab at a time, and with what the last one left.
function alone(work) {
  return navigator.locks ? navigator.locks.request(TOKENS, work) : work();
}

async function freshToken(refused) {
  return alone(async () => {
    const now = tokens();
    if (!now) throw new Refused(401, "Please log in.");
    if (now.access !== refused && now.until - Date.now() > 60_000) return now.access;
    const answer = await call("POST", "/api/v1/auth/refresh", { refresh_token: now.refresh });
    keep(answer);
    return answer.access_token;
  });
}

// --- the socket

let socket = null;
let retry = 0;
let timer = 0;
let wanted = false;
let lastToken = null;
const pending = [];

async function connect() {
  clearTimeout(timer);
  wanted = true;
  let token;
  try {
    token = await freshToken(lastToken);
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403)) return leave("Please log in again.");
    return later();
  }
  if (!wanted) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}${base}/api/v1/chat/ws?stream=1&token=${encodeURIComponent(token)}`);
  socket = mine;
  // A browser does not tell why a handshake failed: should it, this token is not tried twice.
  lastToken = token;
  mine.onopen = () => {
    lastToken = null;
    retry = 0;
    at("line").textContent = "";
  };
  mine.onmessage = (message) => hear(JSON.parse(message.data));
  mine.onclose = (close) => {
    if (socket !== mine) return;
    socket = null;
    typing({ is_typing: false });
    if (close.code === 1000) leave("Your session has ended.");
    else if (wanted) later();
  };
}

function later() {
  const seconds = Math.min(30, 2 ** retry++);
  at("line").textContent = "No connection, trying again…";
  timer = setTimeout(connect, seconds * (800 + Math.random() * 400));
}

function send(event, data) {
  if (!socket || socket.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify({ event, data, timestamp: new Date().toISOString() }));
  return true;
}

function leave(sentence) {
  wanted = false;
  clearTimeout(timer);
  localStorage.removeItem(TOKENS);
  const old = socket;
  socket = null;
  if (old) old.close(1000);
  lastToken = null;
  // Whoever leaves leaves nothing for the next; whoever is shown the door finds their words again.
  if (sentence) for (const message of [...pending]) giveBack(message.client_id);
  else at("words").value = "";
  pending.length = 0;
  unread.clear();
  bubbles.clear();
  at("messages").replaceChildren();
  at("login").querySelector(".problem").textContent = sentence || "";
  show("login");
}

// --- what comes

const hearing = {
  history: (data) => {
    bubbles.clear();
    at("messages").replaceChildren();
    for (const message of data.messages) draw(message);
    const last = data.messages.filter((message) => message.emotion_state).pop();
    if (last) mood(dominant(last.emotion_state));
    resend();
    markRead();
    toEnd();
  },
  message: (data) => {
    settle(data.client_id);
    following(() => draw(data));
    markRead();
  },
  delta: (data) => following(() => {
    const item = bubble(data.message_id, "demi");
    const words = item.firstChild;
    item.setAttribute("aria-busy", "true");
    words.textContent = data.seq === 0 ? data.text : words.textContent + data.text;
  }),
  // Of a message sent twice only this comes again: it is kept already.
  delivered: (data) => settle(data.client_id),
  typing,
  emotion_update: (data) => mood(data.dominant),
  error: (data) => {
    at("problem").textContent = data.message;
    giveBack(data.client_id);
  },
};

function hear(frame) {
  const handler = hearing[frame.event];
  if (handler) handler(frame.data);
}

const bubbles = new Map();
const unread = new Set();

function bubble(id, sender) {
  let item = bubbles.get(id);
  if (!item) {
    item = document.createElement("li");
    item.className = sender;
    item.append(document.createElement("span"));
    bubbles.set(id, item);
    at("messages").append(item);
  }
  return item;
}

function draw(message) {
  const item = bubble(message.message_id, message.sender);
  item.removeAttribute("aria-busy");
  item.classList.toggle("holding", Boolean(message.metadata && message.metadata.holding));
  item.firstChild.textContent = message.content;
  if (item.childElementCount === 1) {
    const time = document.createElement("time");
    time.dateTime = message.created_at;
    time.textContent = new Date(message.created_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    item.append(time);
  }
  if (message.sender === "demi" && message.status !== "read") unread.add(message.message_id);
}

function markRead() {
  if (document.visibilityState !== "visible") return;
  for (const id of unread) if (send("read_receipt", { message_id: id })) unread.delete(id);
}

function typing(data) {
  const place = data.queue_position || 0;
  at("typing").textContent = !data.is_typing ? "" : place > 0
    ? `Demi is busy; ${place} ${place === 1 ? "reply comes" : "replies come"} first…`
    : "Demi is typing…";
  at("stop").hidden = !data.is_typing;
  if (!data.is_typing) for (const item of bubbles.values()) item.removeAttribute("aria-busy");
}

function mood(name) {
  at("mood").textContent = name === "neutral" ? "calm" : `mostly ${name}`;
}

function dominant(feelings) {
  const [name, value] = Object.entries(feelings).reduce((most, next) => (next[1] > most[1] ? next : most));
  return value > 0.5 ? name : "neutral";
}

function toEnd() {
  at("messages").scrollTop = at("messages").scrollHeight;
}

// Keeps the end in view, unless somebody has scrolled up to read.
function following(change) {
  const atEnd = isAtEnd();
  change();
  if (atEnd) toEnd();
}

function isAtEnd() {
  const list = at("messages");
  return list.scrollHeight - list.scrollTop - list.clientHeight < 60;
}

// The keyboard of a phone takes half of the view: who was at the end stays there.
let wasAtEnd = true;
at("messages").addEventListener("scroll", () => {
  wasAtEnd = isAtEnd();
});
new ResizeObserver(() => {
  if (wasAtEnd) toEnd();
}).observe(at("messages"));

// --- what goes

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(content) {
  const item = document.createElement("li");
  item.className = "user pending";
  item.textContent = content;
  const message = { content, client_id: newId(), item };
  pending.push(message);
  at("messages").append(item);
  toEnd();
  send("message", { content, client_id: message.client_id });
}

// What is on its way is known by the name that this page gave it, since Demi may have put its words in order.
// Demi has it, or does not take it: the bubble that stood in for it goes.
function settle(id) {
  const index = pending.findIndex((message) => message.client_id === id);
  if (index < 0) return null;
  const [message] = pending.splice(index, 1);
  message.item.remove();
  return message;
}

// After a lost connection: what was kept all the same is recognised by its client_id.
function resend() {
  for (const message of pending) {
    at("messages").append(message.item);
    send("message", { content: message.content, client_id: message.client_id });
  }
}

// Demi does not take it: its words go back to where they were written, behind what is there already.
function giveBack(id) {
  const message = settle(id);
  if (message) at("words").value = [at("words").value, message.content].filter(Boolean).join("\n");
}

// What is blank to Demi as well: she would not say a word about it, and it would wait here for ever.
function stripped(text) {
  return text.replace(/^[\s\x1c-\x1f\x85\u200b]+|[\s\x1c-\x1f\x85\u200b]+$/g, "");
}

at("write").addEventListener("submit", (event) => {
  event.preventDefault();
  const content = stripped(at("words").value);
  if (!content) return;
  at("problem").textContent = "";
  if ([...content].length > 4000) {
    at("problem").textContent = "That is more than 4,000 characters.";
    return;
  }
  at("words").value = "";
  say(content);
});

at("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    at("write").requestSubmit();
  }
});

at("stop").addEventListener("click", () => send("stop", {}));

at("link").addEventListener("click", async () => {
  try {
    const { code } = await call("POST", "/api/v1/discord/code", null, await freshToken(null));
    at("linking").querySelector("code").textContent = `link ${code}`;
    at("linking").hidden = false;
    setTimeout(() => { at("linking").hidden = true; }, 600_000);
  } catch (error) {
    at("problem").textContent = error.message;
  }
});

// --- the phone that is told

async function withToken(method, path, body) {
  return call(method, path, body, await freshToken(null));
}

const PHONE = "/api/v1/notifications/target";

function showPhone({ servers, target, house, trouble }, says) {
  const form = at("phones").querySelector("form");
  const list = at("phone-server");
  list.replaceChildren(...servers.map((server) => new Option(server, server)));
  if (target) {
    form.elements.kind.value = target.kind;
    list.value = target.server;
    form.elements.topic.value = target.topic || "";
    form.elements.text.checked = target.text;
  }
  form.elements.token.value = "";
  form.elements.token.placeholder = target && target.token ? "as it is kept; leave empty for none" : "";
  at("phone-save").disabled = !servers.length;
  at("phone-remove").hidden = !target;
  at("phone-test").hidden = !target && !house;
  at("phone-says").textContent = says || trouble || (servers.length ? "" : "The owner allows no server for this.");
}

function phoneButton(work) {
  return async (event) => {
    event.preventDefault();
    at("phone-says").textContent = "One moment…";
    try {
      await work();
    } catch (error) {
      at("phone-says").textContent = error.message;
    }
  };
}

at("phone").addEventListener("click", phoneButton(async () => {
  at("phones").hidden = !at("phones").hidden;
  if (!at("phones").hidden) showPhone(await withToken("GET", PHONE));
}));

at("phones").querySelector("form").addEventListener("submit", phoneButton(async () => {
  const fields = Object.fromEntries(new FormData(at("phones").querySelector("form")));
  showPhone(await withToken("PUT", PHONE, { ...fields, text: Boolean(fields.text) }), "Saved. Send a test to see whether it arrives.");
}));

at("phone-test").addEventListener("click", phoneButton(async () => {
  at("phone-says").textContent = (await withToken("POST", "/api/v1/notifications/test")).detail;
}));

at("phone-remove").addEventListener("click", phoneButton(async () => {
  const { message } = await withToken("DELETE", PHONE);
  showPhone(await withToken("GET", PHONE), message);
}));

at("logout").addEventListener("click", async () => {
  const { session } = tokens() || {};
  wanted = false;
  try {
    if (session) await call("DELETE", `/api/v1/auth/sessions/${encodeURIComponent(session)}`, null, await freshToken(null));
  } catch {
    // Without the server the tokens still go from here.
  }
  leave("");
});

document.addEventListener("visibilitychange", markRead);

// --- coming in

function form(id, work) {
  const element = at(id).querySelector("form");
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = element.querySelector(".problem");
    const button = element.querySelector("button");
    problem.textContent = "";
    button.disabled = true;
    try {
      keep(await work(Object.fromEntries(new FormData(element))));
      element.reset();
      enter();
    } catch (error) {
      problem.textContent = error instanceof Refused ? error.message : "Demi does not answer. Is she running?";
      if (error.field === "code") askForCode(element);
    } finally {
      button.disabled = false;
    }
  });
}

// Only who has a second factor is asked for it.
function askForCode(element) {
  for (const part of element.querySelectorAll("[hidden]")) part.hidden = false;
  element.querySelector("[name=code]").focus();
}

const device = { device_name: "Browser", timezone: Intl.DateTimeFormat().resolvedOptions().timeZone };
form("setup", (fields) => call("POST", "/api/v1/setup", { ...fields, ...device }));
form("login", (fields) => call("POST", "/api/v1/auth/login", { ...fields, ...device }));

function enter() {
  history.replaceState(null, "", `${base}/`);
  show("chat");
  connect();
}

async function start() {
  const health = await call("GET", "/api/v1/health");
  at("rehearsal").hidden = health.rehearsal !== "true";
  const networks = health.networks.split(",").filter(Boolean).map((name) => name[0].toUpperCase() + name.slice(1));
  at("link").hidden = networks.length === 0;
  at("link").textContent = networks.join(", ");
  at("network").textContent = networks.join(" or ");
  const setup = await call("GET", "/api/v1/setup");
  if (setup.needed) {
    const code = new URLSearchParams(location.search).get("code")
      || new URLSearchParams(location.hash.slice(1)).get("code");
    if (code) {
      at("setup-code").value = code;
      // Out of the address, and with it out of the browser's history.
      history.replaceState(null, "", `${base}/setup`);
    }
    show("setup");
    at(code ? "setup-email" : "setup-code").focus();
  } else if (tokens()) enter();
  else {
    at("used").hidden = !location.pathname.endsWith("/setup");
    history.replaceState(null, "", `${base}/`);
    show("login");
  }
}

function begin() {
  start().catch(() => {
    at("loading").firstElementChild.textContent = "Demi does not answer; trying again…";
    show("loading");
    setTimeout(begin, 3000);
  });
}

begin();
