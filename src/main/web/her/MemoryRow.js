// One thing that she remembers.

import { call } from "../app/api.js";
import { ago, date, fullTime } from "../app/format.js";
import { html, useRef, useState } from "../app/preact.js";
import { go } from "../app/router.js";
import { texts } from "../app/text.js";
import { useAction } from "../parts/Field.js";
import { Menu } from "../parts/Menu.js";
import { MemoryForm } from "./MemoryForm.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/** @param onChange is told the memory as it is now, null when it is gone; undoable shows a sentence with a way back */
export function MemoryRow({ memory, onChange, undoable }) {
  const [editing, setEditing] = useState(false);
  const row = useRef();
  const [, run] = useAction();
  const path = `/memories/${encodeURIComponent(memory.memory_id)}`;
  const change = (fields) => run(async () => {
    onChange(await call("PATCH", path, fields));
    undoable(t("changed"));
  });
  const forget = run(async () => {
    await call("DELETE", path);
    onChange(null);
    undoable(t("deleted"));
    // What had the focus is gone.
    document.getElementById("content")?.focus({ preventScroll: true });
  });
  if (editing) {
    const leave = () => {
      setEditing(false);
      requestAnimationFrame(() => row.current?.querySelector(".opener")?.focus());
    };
    const done = (next) => {
      leave();
      onChange(next);
      undoable(t("changed"));
    };
    return html`<li ref=${row}><${MemoryForm} memory=${memory} onDone=${done} onCancel=${leave} /></li>`;
  }
  const items = () => [
    { label: t("correct_memory"), icon: "edit", run: () => setEditing(true) },
    { label: t(memory.pinned ? "unpin" : "pin"), icon: "pin", run: change({ pinned: !memory.pinned }) },
    { label: t(memory.ended_at ? "begin_again" : "end"), icon: memory.ended_at ? "again" : "check", run: change({ ended: !memory.ended_at }) },
    memory.message_id && { label: t("show_message"), icon: "search", run: () => go(`?at=${encodeURIComponent(memory.message_id)}`) },
    { label: t("delete"), icon: "bin", danger: true, run: forget },
  ].filter(Boolean);
  const holds = wordsOf(memory.holds);
  return html`
    <li ref=${row} class=${`memory${memory.ended_at ? " over" : ""}`}>
      <div class="main">
        <p dir="auto">${memory.content}</p>
        <p class="tags">
          ${memory.ended_at && html`<span class="tag warn">${t("ended")}</span>`}
          ${memory.kind && html`<span class="tag">${t(`kind_${memory.kind}`)}</span>`}
          ${holds && html`<span class="tag">${holds}</span>`}
          ${memory.pinned && html`<span class="tag">${t("pinned")}</span>`}
          ${memory.house && html`<span class="tag">${t("house")}</span>`}
          ${!memory.house && !memory.confidential && html`<span class="tag">${t("open")}</span>`}
          <time class="help" datetime=${memory.told_at} title=${fullTime(memory.told_at)}>${t("told", { when: ago(memory.told_at) })}</time>
        </p>
      </div>
      <${Menu} label=${t("actions_memory")} icon="more" items=${items} />
    </li>`;
}

/** Days are of the person's calendar, without a zone. */
const dayOf = (text) => date(`${text}T00:00`);

function wordsOf(holds) {
  if (!holds || (!holds.from && !holds.until && !holds.at)) return "";
  const { from, until, at, yearly } = holds;
  const days = from && until && from !== until ? `${dayOf(from)} – ${dayOf(until)}`
    : from && until ? dayOf(from)
      : from ? t("holds_from", { from: dayOf(from) })
        : until ? t("holds_until", { until: dayOf(until) }) : "";
  return [days, at, yearly && t("yearly")].filter(Boolean).join(", ");
}
