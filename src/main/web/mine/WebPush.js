// Browsers that are told by Web Push when she has written: this one, and the others of the person's.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { fullTime, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { device, session } from "../app/session.js";
import { texts } from "../app/text.js";
import { Switch, useAction } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const PATH = "/notifications/web-push";
const KEY = "demi.webPush"; // {user, id} of this browser's subscription

/** @param onChange called when there is another number of browsers */
export default function WebPush({ onChange }) {
  const [state, setState] = useState(null);
  const [own, setOwn] = useState(null);
  const [words, setWords] = useState(false);
  const [busy, run] = useAction();
  const load = async () => {
    const status = await get(PATH);
    setOwn(await ownId(status));
    setState(status);
    onChange(status.enabled ? status.subscriptions.length : 0);
  };
  useEffect(() => { load().catch((error) => notify(error.message, "warn")); }, []);
  if (!state || (!state.enabled && state.subscriptions.length === 0)) return null;
  const obstacle = hindrance(state);
  const remove = (subscription) => run(async () => {
    await call("DELETE", `${PATH}/${encodeURIComponent(subscription.id)}`);
    if (subscription.id === own) await leave();
    await load();
  });
  const turnOn = run(async () => {
    await subscribe(state.public_key, words);
    await load();
    notify(t("phone_saved"));
  });
  return html`
    <section aria-labelledby="web-push-title">
      <h2 id="web-push-title">${t("browsers")}</h2>
      <p class="help">${t("browsers_help")}</p>
      <ul class="rows">
        ${state.subscriptions.map((each) => html`
          <li key=${each.id}>
            <span class="main">${each.device_name} ${each.id === own && html`<span class="tag">${t("this_one")}</span>`}<br />
              <span class="help" title=${fullTime(each.created_at)}>${t("through", { service: each.service, since: shortTime(each.created_at) })}${" "}
                ${t(each.text ? "with_words" : "without_words")}</span></span>
            <button type="button" class="danger" disabled=${busy} aria-label=${t("remove_browser", { name: each.device_name })} onClick=${remove(each)}>${t("remove")}</button>
          </li>`)}
      </ul>
      ${obstacle && html`<p class="help">${obstacle}</p>`}
      ${!obstacle && !own && html`
        <${Switch} label=${t("words_along")} help=${t("words_along_help")} checked=${words} onChange=${setWords} />
        <p class="buttons"><button type="button" disabled=${busy} onClick=${turnOn}>${t("tell_this_browser")}</button></p>`}
    </section>`;
}

/** Why this browser cannot be told, for the person; null where it can. */
function hindrance(state) {
  if (!state.enabled) return t("push_off");
  if (!self.isSecureContext) return t("push_insecure");
  if (!("serviceWorker" in navigator) || !("PushManager" in self) || !("Notification" in self)) return t("push_unknown");
  if (Notification.permission === "denied") return t("push_denied");
  return null;
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

async function current() {
  if (!self.isSecureContext || !("serviceWorker" in navigator) || !("PushManager" in self)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return registration ? registration.pushManager.getSubscription() : null;
}

/** The id of this browser's subscription, where it is still good and this person's; else null. */
async function ownId(status) {
  const { user, id } = kept();
  const subscription = await current();
  if (!subscription || user !== session()?.user || !status.subscriptions.some((each) => each.id === id)) return null;
  return sameKey(subscription, status.public_key) ? id : null;
}

function sameKey(subscription, publicKey) {
  const key = subscription.options.applicationServerKey;
  return Boolean(key && publicKey) && btoa(String.fromCharCode(...new Uint8Array(key))) === btoa(String.fromCharCode(...bytes(publicKey)));
}

/** Asks for the permission, which browsers allow at a tap only. */
async function subscribe(publicKey, text) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error(t("push_denied"));
  const registration = await serviceWorker();
  const before = await registration.pushManager.getSubscription();
  if (before && !sameKey(before, publicKey)) await before.unsubscribe();
  let subscription;
  try {
    subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(publicKey) });
  } catch {
    throw new Error(t("push_failed"));
  }
  const { endpoint, keys } = subscription.toJSON();
  const { id } = await call("POST", PATH, { endpoint, keys, device_name: device().device_name, text });
  localStorage.setItem(KEY, JSON.stringify({ user: session()?.user, id }));
}

/** The one of the app; not waited for where there is none, which would be for ever. */
async function serviceWorker() {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) throw new Error(t("push_unknown"));
  return registration.active ? registration : navigator.serviceWorker.ready;
}

async function leave() {
  localStorage.removeItem(KEY);
  const subscription = await current();
  if (subscription) await subscription.unsubscribe();
}

/** Of base64url. */
function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}
