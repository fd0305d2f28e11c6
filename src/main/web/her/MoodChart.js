// The chart of her emotions, with a choice of which of them it shows.

import { percent, shortTime } from "../app/format.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Chart } from "../parts/Chart.js";
import { sentenceOf } from "./causes.js";
import { EMOTIONS } from "./emotions.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const AT_FIRST = 3;

export function MoodChart({ history, causes }) {
  const [chosen, setChosen] = useState(null);
  if (history.length < 2) return html`<p class="help">${t("no_history")}</p>`;
  const shown = chosen || liveliest(history);
  const toggle = (name) => {
    const next = shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name];
    if (next.length) setChosen(next);
  };
  const lines = EMOTIONS.filter((name) => shown.includes(name))
    .map((name) => ({ label: t(name), colour: `--${name}`, values: history.map((point) => point.emotions[name] ?? null) }));
  const times = history.map((point) => Date.parse(point.at));
  const label = t("chart_label", { which: lines.map((line) => line.label).join(", "), from: shortTime(times[0]), to: shortTime(times[times.length - 1]) });
  return html`
    <div class="chips" role="group" aria-label=${t("shown")}>
      ${EMOTIONS.map((name) => html`
        <button type="button" class="chip" aria-pressed=${shown.includes(name)} onClick=${() => toggle(name)}>
          <i style=${{ background: `var(--${name})` }} aria-hidden="true"></i>${t(name)}
        </button>`)}
    </div>
    <${Chart} label=${label} times=${times} lines=${lines} range=${{ least: 0, most: 1 }} say=${percent}
      marks=${causes.map((cause) => ({ at: Date.parse(cause.at), text: sentenceOf(cause) }))} />`;
}

/** Those that moved most. */
function liveliest(history) {
  const moved = (name) => {
    const values = history.map((point) => point.emotions[name] ?? 0);
    return Math.max(...values) - Math.min(...values);
  };
  return [...EMOTIONS].sort((one, other) => moved(other) - moved(one)).slice(0, AT_FIRST);
}
