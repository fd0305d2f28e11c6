// The texts before, and the way back to one.

import { call } from "../app/api.js";
import { number, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useConfirm } from "../parts/Dialog.js";
import { useAction } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/** @param onChange is told the persona that is in force now */
export function PersonaVersions({ persona, onChange }) {
  const [question, confirm] = useConfirm();
  const [busy, run] = useAction();
  const restore = (id) => async () => {
    if (!await confirm({ text: t("restore_question"), yes: t("restore") })) return;
    await run(async () => {
      onChange(await call("POST", "/persona/restore", { id }));
      notify(t("restored"));
    })();
  };
  return html`
    <section aria-labelledby="versions">
      <h2 id="versions">${t("versions")}</h2>
      ${persona.versions.length === 0 && html`<p class="help">${t("no_versions")}</p>`}
      <ul class="rows">
        ${persona.versions.map((version) => html`
          <li key=${version.id}>
            <span class="main">${shortTime(version.at)} <span class="help">${t("tokens", { n: version.tokens, count: number(version.tokens) })}</span></span>
            <button type="button" class="quiet" disabled=${busy} aria-label=${t("restore_of", { when: shortTime(version.at) })}
              onClick=${restore(version.id)}>${t("restore")}</button>
          </li>`)}
      </ul>
      ${persona.source !== "default" && html`
        <p><button type="button" class="quiet" disabled=${busy} onClick=${restore("default")}>${t("restore_default")}</button></p>`}
      ${question}
    </section>`;
}
