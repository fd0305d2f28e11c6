// Copies of all that is kept: those there are, a new one, and a way to take one along.

import { call, download, get } from "../app/api.js";
import { ago, bytes, number, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { useData, useEvery } from "../parts/data.js";
import { useConfirm } from "../parts/Dialog.js";
import { useAction } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);
const EVERY_MS = 15_000;

export default function Backups() {
  const rehearsal = useStore((state) => Boolean(state.health && state.health.rehearsal === "true"));
  return rehearsal ? html`<section><p>${t("no_rehearsal")}</p></section>` : html`<${List} />`;
}

function List() {
  const { data, problem, reload } = useData(() => get("/backups"));
  const [busy, run] = useAction();
  const [making, runMaking] = useAction();
  const [question, confirm] = useConfirm();
  useEvery(EVERY_MS, true, reload);
  const make = runMaking(async () => {
    const made = await call("POST", "/backups", {});
    notify(t(made.name ? "made_backup" : "backup_comes"));
    await reload();
  });
  const take = async (backup) => {
    if (!await confirm({ text: t("download_question"), yes: t("download") })) return;
    await run(() => download(`/backups/${encodeURIComponent(backup.name)}`, backup.name))();
  };
  if (!data) return html`<section><${Pending} problem=${problem} again=${reload} /></section>`;
  return html`
    <section aria-labelledby="backups">
      <h2 id="backups">${t("backups")}</h2>
      ${problem && html`<${Pending} problem=${problem} again=${reload} />`}
      <p>${data.every_hours > 0 ? t("backups_every", { n: data.every_hours, keep: number(data.keep) }) : t("backups_never")}${" "}
        ${data.last_success ? t("last_success", { when: shortTime(data.last_success) }) : t("no_success")}</p>
      ${data.last_failure && html`<p class="problem">${t("last_failure", { why: data.last_failure })}</p>`}
      <p class="help folder">${t("backups_folder", { folder: data.folder })}</p>
      <p class="buttons">
        <button type="button" disabled=${making} onClick=${make}>${t("make_backup")}</button>
        <span class="help" role="status">${making ? t("making") : ""}</span>
      </p>
      ${data.backups.length === 0 && html`<p class="help">${t("no_backups")}</p>`}
      <ul class="rows">
        ${data.backups.map((backup) => html`
          <li key=${backup.name}>
            <div class="main">
              <p>${shortTime(backup.at)} <span class="help">${bytes(backup.bytes)}</span></p>
              <p class="help">${backup.checked_at ? t("checked_at", { when: ago(backup.checked_at) }) : t("unchecked")} · ${backup.name}</p>
            </div>
            <button type="button" class="quiet" disabled=${busy} aria-label=${t("download_of", { when: shortTime(backup.at) })}
              onClick=${() => take(backup)}>${t("download")}</button>
          </li>`)}
      </ul>
      ${question}
    </section>`;
}
