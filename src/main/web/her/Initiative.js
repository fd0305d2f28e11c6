// When she writes first, when she does not, and why.

import { call, get } from "../app/api.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData, useEvery } from "../parts/data.js";
import { Switch, useAction } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { Decisions, reasonOf } from "./Decisions.js";
import { Holiday, Quiet, QuietHours } from "./Quiet.js";
import TEXT from "./words.js";

await style("../style/her.css");

const t = texts(TEXT);
const EVERY_MS = 60_000;

export default function Initiative({ account }) {
  const { data, problem, reload, set } = useData(() => get("/autonomy"));
  const [busy, run] = useAction();
  useEvery(EVERY_MS, true, reload);
  const pause = (paused) => run(async () => set(await call("PATCH", "/autonomy", { paused })))();
  if (!data) return html`<section><${Pending} problem=${problem} again=${reload} /></section><${Decisions} path="/autonomy/decisions" />`;
  const { would, paused, quiet } = data;
  return html`
    <section aria-labelledby="initiative-now">
      <h2 id="initiative-now">${t("now")}</h2>
      <p role="status"><strong>${t(would.kind === "nothing" ? "would_not" : "would")}</strong> ${reasonOf(would)}</p>
      ${paused && !account.owner && html`<p class="help">${t("paused")}</p>`}
      ${account.owner && html`<${Switch} label=${t("pause")} help=${t("pause_help")} checked=${paused} disabled=${busy} onChange=${pause} />`}
    </section>
    <${Quiet} quiet=${quiet} onChange=${reload} />
    <${QuietHours} key=${`${quiet.from} ${quiet.to}`} quiet=${quiet} onChange=${reload} />
    <${Holiday} onChange=${reload} />
    <${Decisions} path="/autonomy/decisions" />
    ${account.owner && html`<${Decisions} path="/autonomy/rambles" rambles />`}`;
}
