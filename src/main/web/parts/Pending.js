// What stands where something is still asked for, could not be had, or has more.

import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/** @param again asks once more */
export function Pending({ problem, again }) {
  if (!problem) return html`<p class="help" role="status">${t("moment")}</p>`;
  return html`
    <div class="buttons" role="alert">
      <span class="problem">${problem}</span>
      <button type="button" class="plain" onClick=${again}>${t("try_again")}</button>
    </div>`;
}

/** The button below a list that came in pages, see usePages. */
export function More({ pages }) {
  const [busy, setBusy] = useState(false);
  const more = async () => {
    setBusy(true);
    await pages.more();
    setBusy(false);
  };
  return html`
    ${pages.rows && pages.problem && html`<p class="problem" role="alert">${pages.problem}</p>`}
    ${pages.next && html`<p><button type="button" class="quiet" disabled=${busy} onClick=${more}>${t("more")}</button></p>`}`;
}
