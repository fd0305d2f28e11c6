// What is around every view: who is let in, the menu, what is wrong with the connection, and sentences that show for a while.

import { html, useEffect, useState } from "./preact.js";
import { dismiss } from "./notes.js";
import { useRoute } from "./router.js";
import { logout } from "./session.js";
import { useStore } from "./store.js";
import { texts } from "./text.js";
import { placeInTitle } from "./title.js";
import { sectionsOf } from "./views.js";
import { connectNow, lookAtHealth } from "../chat/live.js";
import { Chat } from "../chat/Chat.js";
import * as outbox from "../chat/outbox.js";
import { Icon } from "../parts/Icon.js";
import { Gate } from "../start/Gate.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function App() {
  const account = useStore((state) => state.account);
  const gate = useStore((state) => state.gate);
  const rehearsal = useStore((state) => state.health && state.health.rehearsal === "true");
  return html`
    <a class="skip" href="#content" onClick=${(event) => { event.preventDefault(); document.getElementById("content")?.focus(); }}>${t("skip")}</a>
    ${rehearsal && html`<p class="banner">${t("rehearsal")}</p>`}
    ${account ? html`<${Inside} account=${account} />` : html`<${Gate} gate=${gate} />`}
    <${Notes} />`;
}

function Inside({ account }) {
  const { path, query } = useRoute();
  const [menu, setMenu] = useState(false);
  const place = path.join("/");
  useEffect(() => setMenu(false), [place]);
  const closeMenu = () => {
    setMenu(false);
    // Once it is no longer inert.
    requestAnimationFrame(() => document.querySelector(".opens-menu")?.focus());
  };
  useEffect(() => {
    if (menu) document.querySelector("#menu a").focus();
  }, [menu]);
  const opener = html`
    <button type="button" class="round quiet opens-menu" aria-expanded=${menu} aria-controls="menu" onClick=${() => setMenu(!menu)}>
      <${Icon} name="menu" label=${t("main_menu")} />
    </button>`;
  return html`
    <div class=${`frame${menu ? " menu-open" : ""}`} onKeyDown=${(event) => event.key === "Escape" && menu && closeMenu()}>
      <${MainMenu} account=${account} place=${place} />
      <div class="veil" onClick=${closeMenu}></div>
      <div class="place" inert=${menu}>
        <${Strip} owner=${account.owner} />
        ${path.length === 0
          ? html`<${Chat} menu=${opener} at=${query.at} />`
          : html`<${View} key=${place} account=${account} path=${path} query=${query} menu=${opener} />`}
      </div>
    </div>`;
}

function MainMenu({ account, place }) {
  const item = (path, label) => html`<li><a href=${`#/${path}`} aria-current=${place === path ? "page" : undefined}>${label}</a></li>`;
  const leave = () => {
    outbox.forget();
    logout();
  };
  return html`
    <nav id="menu" class="main-menu" aria-label=${t("main_menu")}>
      <ul>${item("", t("chat"))}</ul>
      ${sectionsOf(account).map(({ name, views }) => html`
        <h2>${t(name)}</h2>
        <ul>${Object.keys(views).map((view) => item(`${name}/${view}`, t(view)))}</ul>`)}
      <button type="button" class="plain leave" onClick=${leave}>${t("logout")}</button>
      <p class="help who"><bdi>${account.email}</bdi></p>
    </nav>`;
}

const welcome = () => import("../start/Welcome.js");

/** A view of the menu; its module comes when it is needed. */
function View({ account, path, query, menu }) {
  const [module, setModule] = useState(null);
  const section = sectionsOf(account).find(({ name }) => name === path[0]);
  // The section alone means its first view.
  const name = path[1] || (section && Object.keys(section.views)[0]);
  const load = path[0] === "welcome" ? welcome : section && section.views[name];
  useEffect(() => {
    if (!load) return;
    load().then(setModule, () => dispatchEvent(new Event("demi:outdated")));
  }, []);
  const title = load ? t(name || path[0]) : t("nothing_here");
  useEffect(() => {
    placeInTitle(title);
    document.getElementById("content")?.focus({ preventScroll: true });
  }, []);
  return html`
    <header class="bar">${menu}<h1>${title}</h1></header>
    <main class="view" id="content" tabindex="-1" aria-busy=${load && !module ? "true" : undefined}>
      ${module ? html`<${module.default} account=${account} query=${query} rest=${path.slice(2)} />` : load && html`<p class="help">${t("moment")}</p>`}
    </main>`;
}

/** What is wrong, in one line, with what can be done about it. */
function Strip({ owner }) {
  const connection = useStore((state) => state.connection);
  const health = useStore((state) => state.health);
  const [late, setLate] = useState(false);
  useEffect(() => {
    // A restart takes a second; only what lasts is worth a word.
    const timer = setTimeout(() => setLate(connection !== "online"), connection === "online" ? 0 : 1_200);
    return () => clearTimeout(timer);
  }, [connection]);
  let content = null;
  if (connection === "offline") content = html`<span>${t("offline")}</span>`;
  else if (connection !== "online" && late) {
    content = html`<span>${t("connecting")}</span><button type="button" class="plain" onClick=${connectNow}>${t("try_now")}</button>`;
  } else if (connection === "online" && health && health.ollama === "DOWN") {
    content = html`
      <span>${t("cannot_think", { why: health.why || "" })}</span>
      <button type="button" class="plain" onClick=${lookAtHealth}>${t("try_again")}</button>
      ${owner && html`<a href="#/house/models">${t("choose_model")}</a>`}`;
  }
  return html`<div class="strip" role="status" hidden=${!content}>${content}</div>`;
}

function Notes() {
  const notes = useStore((state) => state.notes);
  return html`
    <div class="notes" role="status">
      ${notes.map((note) => html`
        <div key=${note.id} class=${`note ${note.kind}`}>
          <span>${note.text}</span>
          ${note.action && html`<button type="button" class="plain" onClick=${() => { dismiss(note.id); note.action.run(); }}>${note.action.label}</button>`}
          <button type="button" class="plain" onClick=${() => dismiss(note.id)}><${Icon} name="close" label=${t("close")} /></button>
        </div>`)}
    </div>`;
}
