// How every part of her is, in plain words; what the machine gives her; how much she logs.

import { call, get } from "../app/api.js";
import { span } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData, useEvery } from "../parts/data.js";
import { Field, useAction } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { Resources } from "./Resources.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);
const EVERY_MS = 15_000;
const LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"];
const BADNESS = ["DOWN", "DEGRADED", "UP"];

export default function Health() {
  const { data: health, problem, reload } = useData(ask);
  useEvery(EVERY_MS, true, reload);
  return html`
    <section aria-labelledby="health">
      <h2 id="health">${t("health")}</h2>
      ${(!health || problem) && html`<${Pending} problem=${problem} again=${reload} />`}
      ${health && html`
        <p><strong role="status">${t(`all_${health.status}`)}</strong> <span class="help">${age(health)}</span></p>
        <ul class="rows">${worstFirst(health.checks).map(([name, part]) => html`<${Part} key=${name} name=${name} part=${part} />`)}</ul>`}
    </section>
    <${Resources} />
    <${LogLevel} />`;
}

/** With details; where there are none to be had, the few words that everybody is told. */
async function ask() {
  try {
    // It stands beside /api/v1, where monitors expect it.
    return await call("GET", "/health", undefined, { prefix: "" });
  } catch (error) {
    if (error.status !== 503) throw error;
    const { status, version, ...parts } = await get("/health");
    const checks = Object.entries(parts).filter(([name, value]) => name !== "networks" && BADNESS.includes(value));
    return { status, version, checks: Object.fromEntries(checks.map(([name, value]) => [name, { status: value }])) };
  }
}

function age({ version, uptime_seconds: seconds }) {
  return seconds === undefined ? t("version_only", { version }) : t("version", { version, span: span(seconds * 1000) });
}

function worstFirst(checks) {
  return Object.entries(checks).sort(([, one], [, other]) => BADNESS.indexOf(one.status) - BADNESS.indexOf(other.status));
}

function Part({ name, part }) {
  const { status, detail, ...facts } = part;
  const known = Object.entries(facts);
  return html`
    <li>
      <div class="main">
        <p><strong>${`part_${name}` in TEXT ? t(`part_${name}`) : name}</strong></p>
        <p class="help">${sentenceOf(name, status, detail)}</p>
        ${known.length > 0 && html`
          <details class="help">
            <summary>${t("facts")}</summary>
            <ul>${known.map(([fact, value]) => html`<li>${fact.replaceAll("_", " ")}: ${value}</li>`)}</ul>
          </details>`}
      </div>
      <span class=${`tag status-${status}`}>${t(`status_${status}`)}</span>
    </li>`;
}

/** Where somebody may not see details there are a few words of our own. */
function sentenceOf(name, status, detail) {
  return detail || (status === "UP" && `up_${name}` in TEXT ? t(`up_${name}`) : "");
}

function LogLevel() {
  const { data, problem, reload, set } = useData(() => get("/logging"));
  const [busy, run] = useAction();
  const change = (event) => run(async () => {
    set(await call("PATCH", "/logging", { level: event.target.value }));
    notify(t("saved"));
  })();
  return html`
    <section aria-labelledby="logging">
      <h2 id="logging">${t("logging")}</h2>
      ${data
        ? html`
          <${Field} label=${t("log_level")} help=${t("log_help")} kind="select" value=${data.level} disabled=${busy} onChange=${change}>
            ${LEVELS.map((level) => html`<option value=${level}>${t(`level_${level}`)}</option>`)}
          <//>`
        : html`<${Pending} problem=${problem} again=${reload} />`}
    </section>`;
}
