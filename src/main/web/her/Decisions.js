// What she decided about speaking first, and why.

import { dayOf, shortTime, time } from "../app/format.js";
import { html, useState } from "../app/preact.js";
import { language, texts } from "../app/text.js";
import { usePages } from "../parts/data.js";
import { More, Pending } from "../parts/Pending.js";
import { within } from "./emotions.js";
import GERMAN from "./reasons.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function reasonOf({ code, reason }) {
  return (language === "de" && GERMAN[code]) || reason;
}

/** @param rambles whether these are of thinking aloud, which few want to see: they come when asked for */
export function Decisions({ path, rambles = false }) {
  const [open, setOpen] = useState(!rambles);
  const pages = usePages(open ? `${path}?limit=20` : null);
  const list = html`
    ${open && !pages.rows && html`<${Pending} problem=${pages.problem} again=${pages.reload} />`}
    ${pages.rows && pages.rows.length === 0 && html`<p class="help">${t(rambles ? "no_rambles" : "no_decisions")}</p>`}
    <ul class="rows">${(pages.rows || []).map((decision) => html`<${Decision} key=${decision.at} decision=${decision} />`)}</ul>
    <${More} pages=${pages} />`;
  if (!rambles) return html`<section aria-labelledby="decisions"><h2 id="decisions">${t("decisions")}</h2>${list}</section>`;
  return html`
    <section>
      <details onToggle=${(event) => setOpen(event.target.open)}><summary><h2>${t("rambles")}</h2></summary>${list}</details>
    </section>`;
}

function Decision({ decision }) {
  const { kind, trigger, at, until, times, message_id: message } = decision;
  const silent = kind === "nothing";
  return html`
    <li>
      <div class="main">
        <p><span class=${`tag${silent ? "" : " spoke"}`}>${t(silent ? "wrote_nothing" : "wrote")}</span> ${reasonOf(decision)}</p>
        <p class="help">
          <time datetime=${at}>${shortTime(at)}</time>${until !== at && html` – <time datetime=${until}>${dayOf(until) === dayOf(at) ? time(until) : shortTime(until)}</time>`}
          ${times > 1 && ` · ${t("times", { n: times })}`}
          ${trigger && trigger in TEXT && ` · ${t("moved_by", { what: within(t(trigger)) })}`}
        </p>
      </div>
      ${message && html`<a class="button quiet" href=${`#/?at=${encodeURIComponent(message)}`}>${t("show_written")}</a>`}
    </li>`;
}
