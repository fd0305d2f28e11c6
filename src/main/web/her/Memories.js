// What she remembers of the person: to read, search, add, correct, pin, end, delete and undo.

import { call } from "../app/api.js";
import { notify } from "../app/notes.js";
import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { usePages } from "../parts/data.js";
import { More, Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { MemoryFile } from "./MemoryFile.js";
import { KINDS, MemoryForm } from "./MemoryForm.js";
import { MemoryRow } from "./MemoryRow.js";
import TEXT from "./words.js";

await style("../style/her.css");

const t = texts(TEXT);
const PAUSE_MS = 300;

export default function Memories() {
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState("");
  const [kind, setKind] = useState("");
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), words.trim() ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [words]);

  const query = new URLSearchParams({ limit: "50" });
  if (asked) query.set("q", asked);
  if (kind) query.set("kind", kind);
  const pages = usePages(`/memories?${query}`);

  const undo = () => call("POST", "/memories/undo", {}).then(
    ({ undone }) => {
      notify(t(undone ? "undone" : "nothing_undone"));
      pages.reload();
    },
    (error) => notify(error.message, "warn"));
  const undoable = (text) => notify(text, "info", { label: t("undo"), run: undo });
  const opener = useRef();
  const leave = () => {
    setAdding(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const added = () => {
    leave();
    pages.reload();
  };

  return html`
    <section aria-label=${t("remembers")}>
      <p class="help">${t("remembers")}</p>
      <search class="filter">
        <input type="search" aria-label=${t("search_memories")} placeholder=${t("search_memories")} maxlength="200" value=${words}
          onInput=${(event) => setWords(event.target.value)} />
        <select aria-label=${t("of_kind")} value=${kind} onChange=${(event) => setKind(event.target.value)}>
          <option value="">${t("all_kinds")}</option>
          ${KINDS.map((name) => html`<option value=${name}>${t(`kind_${name}`)}</option>`)}
        </select>
      </search>
      ${adding
        ? html`<${MemoryForm} onDone=${added} onCancel=${leave} />`
        : html`<p><button type="button" class="quiet" ref=${opener} onClick=${() => setAdding(true)}>${t("add_memory")}</button></p>`}
      ${!pages.rows && html`<${Pending} problem=${pages.problem} again=${pages.reload} />`}
      ${pages.rows && pages.rows.length === 0 && html`<p class="help" role="status">${t(asked || kind ? "none_found" : "no_memories")}</p>`}
      <ul class="rows">
        ${(pages.rows || []).map((memory) => html`
          <${MemoryRow} key=${memory.memory_id} memory=${memory} undoable=${undoable}
            onChange=${(next) => pages.change((rows) => rows.flatMap((row) => (row.memory_id === memory.memory_id ? next || [] : row)))} />`)}
      </ul>
      <${More} pages=${pages} />
    </section>
    <${MemoryFile} onImported=${pages.reload} />`;
}
