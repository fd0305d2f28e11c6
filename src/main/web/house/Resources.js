// What she has had of the machine in the last half hour.

import { get } from "../app/api.js";
import { bytes, number, percent } from "../app/format.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Chart } from "../parts/Chart.js";
import { useData, useEvery } from "../parts/data.js";
import { Pending } from "../parts/Pending.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const EVERY_MS = 30_000;

// Lines: name, colour, field of a sample.
const CHARTS = [
  {
    name: "chart_use", range: { least: 0, most: 100 }, say: (value) => percent(value / 100),
    lines: [["processor", "--first", "processor_percent"], ["memory", "--second", "memory_percent"]],
  },
  { name: "chart_heap", range: { least: 0 }, say: bytes, lines: [["heap", "--first", "heap_used_bytes"]] },
  {
    name: "chart_waits", range: { least: 0 }, say: (value) => `${number(Math.round(value))} ms`,
    lines: [["lag", "--first", "event_loop_lag_ms"], ["pauses", "--second", "pauses_ms"]],
  },
];

export function Resources() {
  const { data, problem, reload } = useData(() => get("/resources"));
  useEvery(EVERY_MS, true, reload);
  const samples = data ? data.samples : [];
  const now = samples[samples.length - 1];
  const times = samples.map((sample) => Date.parse(sample.at));
  return html`
    <section aria-labelledby="resources">
      <h2 id="resources">${t("resources")}</h2>
      ${(!data || problem) && html`<${Pending} problem=${problem} again=${reload} />`}
      ${data && data.shedding && html`<p class="problem">${t("shedding")}</p>`}
      ${now && html`
        <div class="meters">
          <${Meter} label=${t("memory")} words=${t("memory_now", { used: bytes(now.memory_used_bytes), total: bytes(now.memory_total_bytes) })}
            used=${now.memory_used_bytes} total=${now.memory_total_bytes} />
          <${Meter} label=${t("disk_label")} words=${t("disk", { free: bytes(now.disk_free_bytes), total: bytes(now.disk_total_bytes) })}
            used=${now.disk_total_bytes - now.disk_free_bytes} total=${now.disk_total_bytes} />
        </div>`}
      ${data && samples.length < 2 && html`<p class="help">${t("no_samples")}</p>`}
      ${samples.length > 1 && CHARTS.map(({ name, range, say, lines }) => html`
        <div key=${name}>
          <h3>${t(name)}</h3>
          <p class="legend">${lines.map(([line, colour]) => html`<span><i style=${{ background: `var(${colour})` }} aria-hidden="true"></i>${t(line)}</span>`)}</p>
          <${Chart} label=${t(name)} times=${times} range=${range} say=${say}
            lines=${lines.map(([line, colour, field]) => ({ label: t(line), colour, values: samples.map((sample) => sample[field]) }))} />
        </div>`)}
    </section>`;
}

function Meter({ label, words, used, total }) {
  const share = total > 0 ? Math.min(100, (used / total) * 100) : 0;
  return html`
    <div>
      <p>${words}</p>
      <div class="level" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(share)} aria-valuetext=${words}>
        <div style=${{ width: `${share}%`, background: "var(--first)" }}></div>
      </div>
    </div>`;
}
