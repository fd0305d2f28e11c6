// All that she remembers as a file, and the other way round.

import { call, download } from "../app/api.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useAction } from "../parts/Field.js";
import { FileButton } from "../parts/FileButton.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function MemoryFile({ onImported }) {
  const [busy, run] = useAction();
  const read = (file) => run(async () => {
    const body = new Blob([file], { type: "application/octet-stream" });
    const counts = await call("POST", "/memories/import", body);
    notify(t("imported", counts));
    onImported();
  })();
  return html`
    <section aria-labelledby="memory-file">
      <h2 id="memory-file">${t("take_away")}</h2>
      <p class="buttons">
        <button type="button" class="quiet" disabled=${busy} onClick=${run(() => download("/memories/export?format=json", "demi-memories.json"))}>${t("as_json")}</button>
        <button type="button" class="quiet" disabled=${busy} onClick=${run(() => download("/memories/export?format=markdown", "demi-memories.md"))}>${t("as_markdown")}</button>
        <${FileButton} label=${t("import_file")} accept=".json,.md,.txt,application/json,text/plain,text/markdown" disabled=${busy} onFile=${read} />
      </p>
      <p class="help">${t("import_help")}</p>
    </section>`;
}
