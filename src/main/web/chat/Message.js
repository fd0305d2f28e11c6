// One message: whose it is, what it says, when, how far it has got, and what can be done with it.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../app/preact.js";
import { fullTime, time } from "../app/format.js";
import { texts } from "../app/text.js";
import { Icon } from "../parts/Icon.js";
import { Menu } from "../parts/Menu.js";
import { Pictures } from "./Pictures.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/**
 * @param answered whether she has said something since
 * @param actions [{label, icon, run, danger}]
 */
export function Message({ message, answered, found, actions }) {
  const mine = message.sender === "user";
  const { holding, stopped, edited } = message.metadata || {};
  return html`
    <li class=${`message ${mine ? "mine" : "hers"}${found ? " found" : ""}${holding ? " holding" : ""}`} id=${`m-${message.message_id}`} tabindex="-1">
      <div class="bubble">
        <span class="unseen">${mine ? t("you_said") : t("she_said")}</span>
        <${Pictures} pictures=${message.pictures} />
        ${mine ? html`<div class="words" dir="auto">${message.content}</div>` : html`<${Markdown} text=${message.content} />`}
        <div class="foot">
          ${stopped && html`<span class="mark">${t("stopped")}</span>`}
          ${edited && html`<span class="mark">${t("edited")}</span>`}
          <time datetime=${message.created_at} title=${fullTime(message.created_at)}>${time(message.created_at)}</time>
          ${mine && html`<${Status} far=${answered ? "read" : "delivered"} />`}
        </div>
      </div>
      <${Menu} label=${t("actions")} icon="more" items=${actions} />
    </li>`;
}

function Status({ far }) {
  return html`<span class=${`status ${far}`} title=${t(far)}><${Icon} name=${far === "read" ? "checks" : "check"} label=${t(far)} /></span>`;
}

/** What she is saying; `busy` while there is more to come. */
export function Reply({ text }) {
  return html`
    <li class="message hers" aria-busy="true">
      <div class="bubble">
        <span class="unseen">${t("she_said")}</span>
        <${Markdown} text=${text} growing=${true} />
      </div>
    </li>`;
}

/** What has not arrived yet. */
export function Waiting({ message, online }) {
  return html`
    <li class="message mine waiting">
      <div class="bubble">
        <span class="unseen">${t("you_said")}</span>
        <${Pictures} pictures=${message.pictures} />
        <div class="words" dir="auto">${message.content}</div>
        <div class="foot">
          <time datetime=${message.at} title=${fullTime(message.at)}>${time(message.at)}</time>
          <span class="status" title=${online ? t("sending") : t("waiting")}><${Icon} name="clock" label=${online ? t("sending") : t("waiting")} /></span>
        </div>
      </div>
    </li>`;
}

// Half of what the app weighs, and not needed before the first message is there.
let markdown = null;
let loading = null;
const load = () => {
  loading ||= import("./markdown.js").then((module) => { markdown = module; }, () => dispatchEvent(new Event("demi:outdated")));
  return loading;
};

function Markdown({ text, growing = false }) {
  const element = useRef();
  const write = useRef();
  const [ready, setReady] = useState(Boolean(markdown));
  useEffect(() => {
    if (!ready) load().then(() => setReady(Boolean(markdown)));
  }, []);
  useLayoutEffect(() => {
    if (!ready) {
      element.current.textContent = text;
      return;
    }
    write.current ||= markdown.writer(element.current);
    write.current(text);
  }, [text, ready]);
  return html`<div class=${`words markdown${growing ? " growing" : ""}`} dir="auto" ref=${element}></div>`;
}
