// Who is logged in here. The refresh token is in a cookie that scripts cannot read; the access token is in memory only.

import { Refused, send } from "./api.js";
import { texts } from "./text.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const KEY = "demi.session";
const FORMER_KEY = "demi.tokens"; // where versions before kept both tokens
const LEAVING = "demi.leaving";
const EARLY_MS = 60_000;

export const device = () => ({ device_name: deviceName(), timezone: Intl.DateTimeFormat().resolvedOptions().timeZone });

let access = null; // {token, until}
let person = null; // whose this tab is: a browser has one session, and somebody else may have begun another
let underWay = null;
const ended = new Set();
const tabs = "BroadcastChannel" in self ? new BroadcastChannel("demi.session") : null;

if (tabs) {
  tabs.onmessage = ({ data }) => {
    if (data === "out") over(null);
    else if (data.user === person) access = data.access;
    else location.reload();
  };
}

/** {session, user} of who is logged in, null for nobody. */
export function session() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function hasSession() {
  return Boolean(session() || localStorage.getItem(FORMER_KEY));
}

/** Whose this tab is. */
export const user = () => person || session()?.user || "";

function keep(answer) {
  if (person && answer.user_id !== person) {
    location.reload();
    throw new Refused(401, t("log_in_again"));
  }
  person = answer.user_id;
  access = { token: answer.access_token, until: Date.now() + answer.expires_in * 1000 };
  localStorage.setItem(KEY, JSON.stringify({ session: answer.session_id, user: answer.user_id }));
  localStorage.removeItem(FORMER_KEY);
  if (tabs) tabs.postMessage({ access, user: person });
  return answer;
}

export async function login(fields) {
  return keep(await send("POST", "/auth/login", { body: { ...fields, ...device(), cookie: true } }));
}

/** Makes the first account, or an invited one: `path` is /setup or /join. */
export async function register(path, fields) {
  const made = await send("POST", path, { body: { ...fields, ...device() } });
  // The cookie is for the address of the refresh only, so only that can set it.
  return keep(await send("POST", "/auth/refresh", { body: { refresh_token: made.refresh_token, cookie: true } }));
}

/** A token that is good for a while; not the one that was refused. Fails with a 401 when the session is over. */
export function freshToken(refused) {
  if (access && access.token !== refused && access.until - Date.now() > EARLY_MS) return Promise.resolve(access.token);
  underWay ||= alone(() => refresh(refused)).finally(() => { underWay = null; });
  return underWay;
}

async function refresh(refused) {
  if (access && access.token !== refused && access.until - Date.now() > EARLY_MS) return access.token;
  if (!hasSession()) throw new Refused(401, t("please_log_in"));
  const former = JSON.parse(localStorage.getItem(FORMER_KEY) || "null");
  const body = former ? { refresh_token: former.refresh, cookie: true } : { cookie: true };
  try {
    return keep(await send("POST", "/auth/refresh", { body })).access_token;
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403)) over(t("log_in_again"));
    throw error;
  }
}

// Refresh tokens change with every use: one tab at a time.
function alone(work) {
  return navigator.locks ? navigator.locks.request(KEY, work) : work();
}

export async function logout() {
  if (!(await endSession())) localStorage.setItem(LEAVING, "1");
  if (tabs) tabs.postMessage("out");
  over(null);
}

/** Whether the server has heard of it, or has nothing to end. */
async function endSession() {
  try {
    await send("POST", "/auth/logout", { body: {}, token: access && access.token });
    return true;
  } catch (error) {
    return error instanceof Refused;
  }
}

/** Whoever left without a connection is logged out at the server, too, before anything else is asked there. */
export async function finishLeaving() {
  if (localStorage.getItem(LEAVING) && (await endSession())) localStorage.removeItem(LEAVING);
}

/** Tells `listener` when the session is over, with a sentence why unless the person wanted it. */
export function onEnd(listener) {
  ended.add(listener);
}

export function over(sentence) {
  access = null;
  person = null;
  for (const key of [KEY, FORMER_KEY, "demi.account"]) localStorage.removeItem(key);
  for (const listener of ended) listener(sentence);
}

const BROWSERS = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\//, "Firefox"], [/Chrom(e|ium)\//, "Chrome"], [/Safari\//, "Safari"]];
const SYSTEMS = [[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Mac OS/, "macOS"], [/Windows/, "Windows"], [/CrOS/, "ChromeOS"], [/Linux/, "Linux"]];

function deviceName() {
  const named = (list) => (list.find(([pattern]) => pattern.test(navigator.userAgent)) || [])[1];
  return [named(BROWSERS) || "Browser", named(SYSTEMS)].filter(Boolean).join(", ");
}
