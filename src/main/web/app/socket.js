// The live connection: kept up by itself, and honest about when it is not there.

import { Refused, base } from "./api.js";
import { freshToken } from "./session.js";
import { language } from "./text.js";

const PING_MS = 20_000;
const PONG_MS = 6_000;
/** A restart takes a second or two: first often, later less. */
const QUICK_MS = 500;
const QUICK_TRIES = 20;
const SLOW_MS = 10_000;

let listener = null; // {frame(event, data), state(name), over()}
let socket = null;
let tries = 0;
let retry = 0;
let beat = 0;
let deadline = 0;
let refused = null;
let told = null; // the state that the listener knows

/** Connects, and stays connected until `stop`. */
export function start(listening) {
  listener = listening;
  told = null;
  connect();
}

export function stop() {
  const old = socket;
  listener = null;
  socket = null;
  clearTimeout(retry);
  quiet();
  if (old) old.close(1000);
}

/** Whether it went out; what matters is said again when the connection is back. */
export function say(event, data) {
  if (!socket || socket.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify({ event, data, timestamp: new Date().toISOString() }));
  return true;
}

/** Now, whatever the next try is due. */
export function connectNow() {
  if (!listener) return;
  if (socket && socket.readyState === WebSocket.OPEN) {
    ping();
  } else if (!socket || socket.readyState > WebSocket.OPEN) {
    tries = 0;
    connect();
  }
}

async function connect() {
  clearTimeout(retry);
  let token;
  try {
    token = await freshToken(refused);
  } catch (error) {
    // A session that is over is told by session.js.
    if (!(error instanceof Refused && (error.status === 401 || error.status === 403))) later();
    return;
  }
  if (!listener || (socket && socket.readyState <= WebSocket.OPEN)) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}${base}api/v1/chat/ws?stream=1&lang=${language}&token=${encodeURIComponent(token)}`);
  socket = mine;
  // A browser does not tell why a handshake failed: should it, this token is not tried twice.
  refused = token;
  mine.onopen = () => {
    refused = null;
    tries = 0;
    tell("online");
    beat = setInterval(ping, PING_MS);
    tellVisibility();
  };
  mine.onmessage = (message) => {
    if (mine !== socket) return;
    clearTimeout(deadline);
    deadline = 0;
    // What the browser said of the network was wrong, or is over.
    if (told !== "online") tell("online");
    const frame = JSON.parse(message.data);
    listener?.frame(frame.event, frame.data);
  };
  mine.onclose = (close) => {
    if (mine === socket) lost(close.code);
  };
}

function tell(state) {
  told = state;
  listener?.state(state);
}

function quiet() {
  clearInterval(beat);
  clearTimeout(deadline);
  deadline = 0;
}

function lost(code) {
  socket = null;
  quiet();
  if (!listener) return;
  if (code === 1000) listener.over();
  else later();
}

function later() {
  if (!listener) return;
  tell(navigator.onLine ? "connecting" : "offline");
  const pause = tries < QUICK_TRIES ? QUICK_MS : SLOW_MS;
  tries += 1;
  clearTimeout(retry);
  retry = setTimeout(connect, pause * (0.8 + Math.random() * 0.4));
}

// A network that drops everything says nothing: only the answer that stays out does.
function ping() {
  if (!say("ping", {}) || deadline) return;
  deadline = setTimeout(() => {
    const silent = socket;
    if (!silent) return;
    lost(4000);
    silent.onmessage = null;
    silent.close(4000);
  }, PONG_MS);
}

function tellVisibility() {
  say("presence", { visible: document.visibilityState === "visible" });
}

addEventListener("online", connectNow);
addEventListener("offline", () => {
  if (!listener) return;
  tell("offline");
  // A server in the house, or on this machine, may be reached all the same.
  ping();
});
addEventListener("pageshow", connectNow);
document.addEventListener("visibilitychange", () => {
  if (!listener) return;
  tellVisibility();
  if (document.visibilityState === "visible") connectNow();
});
