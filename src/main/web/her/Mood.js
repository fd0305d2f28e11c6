// How she feels now, how that came about, and why.

import { get } from "../app/api.js";
import { ago, percent, shortTime } from "../app/format.js";
import { html, useState } from "../app/preact.js";
import { store, useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { useData, useEvery } from "../parts/data.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { sentenceOf } from "./causes.js";
import { EMOTIONS, within } from "./emotions.js";
import { MoodChart } from "./MoodChart.js";
import TEXT from "./words.js";

await style("../style/her.css");

const t = texts(TEXT);
const SPANS = [24, 168, 744];
const FEW = 12;
const EVERY_MS = 60_000;

export default function Mood() {
  const [hours, setHours] = useState(SPANS[0]);
  const { data, problem, reload } = useData(async () => ({ ...await get(`/mood?hours=${hours}`), told: store.get().mood }), [hours]);
  useEvery(EVERY_MS, true, reload);
  if (!data) return html`<section><${Pending} problem=${problem} again=${reload} /></section>`;
  return html`
    <${Now} now=${data.now} told=${data.told} />
    <section aria-labelledby="course">
      <div class="head">
        <h2 id="course">${t("course")}</h2>
        <div class="choice" role="group" aria-label=${t("span")}>
          ${SPANS.map((span) => html`<button type="button" class="quiet" aria-pressed=${span === hours} onClick=${() => setHours(span)}>${t(`hours_${span}`)}</button>`)}
        </div>
      </div>
      ${problem && html`<${Pending} problem=${problem} again=${reload} />`}
      <${MoodChart} history=${data.history} causes=${data.causes} />
    </section>
    <${Causes} key=${hours} causes=${data.causes} />`;
}

/** @param told what the live connection had told before: what it tells since then is newer than the answer */
function Now({ now, told }) {
  const mood = useStore((state) => state.mood);
  const isNewer = mood && mood !== told;
  const emotions = isNewer ? mood.emotion_state : now.emotions;
  const dominant = isNewer ? mood.dominant : now.dominant;
  return html`
    <section aria-labelledby="now">
      <h2 id="now">${t("now")}</h2>
      <p>${dominant === "neutral" ? t("feels_neutral") : t("feels", { what: within(t(dominant)) })}
        ${now.idle_since && html`<span class="help"> ${t("idle", { when: shortTime(now.idle_since) })}</span>`}</p>
      <ul class="emotions">
        ${EMOTIONS.map((name) => html`<${Bar} name=${name} value=${emotions[name] || 0} />`)}
      </ul>
    </section>`;
}

function Bar({ name, value }) {
  return html`
    <li>
      <span class="name" aria-hidden="true">${t(name)}</span>
      <div class="level" role="meter" aria-label=${t(name)} aria-valuemin="0" aria-valuemax="1" aria-valuenow=${value.toFixed(2)} aria-valuetext=${percent(value)}>
        <div style=${{ width: `${value * 100}%`, background: `var(--${name})` }}></div>
      </div>
      <span class="value" aria-hidden="true">${percent(value)}</span>
    </li>`;
}

function Causes({ causes }) {
  const [all, setAll] = useState(false);
  const newest = [...causes].reverse();
  const shown = all ? newest : newest.slice(0, FEW);
  return html`
    <section aria-labelledby="causes">
      <h2 id="causes">${t("causes")}</h2>
      ${causes.length === 0 && html`<p class="help">${t("no_causes")}</p>`}
      <ul class="rows causes">
        ${shown.map((cause) => html`
          <li>
            <span class="main">${sentenceOf(cause)}</span>
            <time class="help" datetime=${cause.at} title=${shortTime(cause.at)}>${ago(cause.at)}</time>
          </li>`)}
      </ul>
      ${shown.length < causes.length && html`<p><button type="button" class="quiet" onClick=${() => setAll(true)}>${t("more_causes")}</button></p>`}
    </section>`;
}
