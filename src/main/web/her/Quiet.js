// When she is to be quiet: for some hours, every day, on holidays.

import { call } from "../app/api.js";
import { shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field, Switch, useAction, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const HOUR_MS = 3_600_000;
const MORNING = "08:00";

export function Quiet({ quiet, onChange }) {
  const [busy, run] = useAction();
  const beQuiet = (hours) => run(async () => {
    await call("PATCH", "/autonomy/quiet", { hours });
    await onChange();
  });
  const until = quiet.until && Date.parse(quiet.until) > Date.now() ? quiet.until : null;
  return html`
    <section aria-labelledby="quiet">
      <h2 id="quiet">${t("quiet")}</h2>
      ${until && html`
        <p class="buttons" role="status">
          <strong>${t("quiet_until", { when: shortTime(until) })}</strong>
          <button type="button" disabled=${busy} onClick=${beQuiet(0)}>${t("take_back")}</button>
        </p>`}
      <div class="buttons">
        ${[1, 4, 8].map((hours) => html`
          <button type="button" class="quiet" disabled=${busy} onClick=${beQuiet(hours)}>${t("quiet_hours", { n: hours })}</button>`)}
        <button type="button" class="quiet" disabled=${busy} onClick=${() => beQuiet(hoursUntilMorning(quiet))()}>${t("until_tomorrow")}</button>
      </div>
      <p class="help">${t("quiet_help")}</p>
    </section>`;
}

/** Until the quiet hours of tomorrow morning are over. */
function hoursUntilMorning({ from, to }) {
  const [hour, minute] = (from === to || to > "12:00" ? MORNING : to).split(":").map(Number);
  const now = new Date();
  const morning = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, hour, minute);
  // Not a moment before.
  return Math.ceil(((morning - now) / HOUR_MS) * 10_000) / 10_000;
}

export function QuietHours({ quiet, onChange }) {
  const [busy, run] = useAction();
  const { busy: sending, problem, submit } = useForm(async ({ from, to }) => {
    await call("PATCH", "/autonomy/quiet", { from, to });
    notify(t("saved"));
    await onChange();
  });
  const hurt = (on) => run(async () => {
    await call("PATCH", "/autonomy/quiet", { hurt_tones: on });
    await onChange();
  })();
  return html`
    <section aria-labelledby="every-day">
      <h2 id="every-day">${t("every_day")}</h2>
      <form onSubmit=${submit}>
        <div class="columns">
          <${Field} label=${t("quiet_from")} name="from" type="time" required defaultValue=${quiet.from.slice(0, 5)} problem=${problem("from")} />
          <${Field} label=${t("quiet_to")} name="to" type="time" required defaultValue=${quiet.to.slice(0, 5)} problem=${problem("to")} />
        </div>
        <p class="help">${t("every_day_help", { zone: quiet.timezone })}</p>
        <p class="problem" role="alert">${problem() || ""}</p>
        <p><button type="submit" class="quiet" disabled=${sending}>${t("save")}</button></p>
      </form>
      <${Switch} label=${t("hurt_tones")} help=${t("hurt_tones_help")} checked=${quiet.hurt_tones} disabled=${busy} onChange=${hurt} />
    </section>`;
}

/** She reads holidays out of what she remembers, so that is where it goes. */
export function Holiday({ onChange }) {
  const [noted, setNoted] = useState(false);
  const { busy, problem, submit } = useForm(async ({ from, until }, form) => {
    setNoted(false);
    if (until < from) throw Object.assign(new Error(t("holiday_order")), { field: "until" });
    await call("POST", "/memories", { content: t("holiday_content"), kind: "event", holds: { from, until } });
    form.reset();
    setNoted(true);
    await onChange();
  });
  return html`
    <section aria-labelledby="holiday">
      <h2 id="holiday">${t("holiday")}</h2>
      <form onSubmit=${submit}>
        <div class="columns dates">
          <${Field} label=${t("from")} name="from" type="date" required problem=${problem("from")} />
          <${Field} label=${t("until")} name="until" type="date" required problem=${problem("until") || problem("holds")} />
        </div>
        <p class="help">${t("holiday_help")}</p>
        <p class="problem" role="alert">${problem() || ""}</p>
        <p class="buttons">
          <button type="submit" class="quiet" disabled=${busy}>${t("holiday_save")}</button>
          <span role="status">${noted && html`${t("holiday_noted")} <a href="#/her/memories">${t("to_memories")}</a>`}</span>
        </p>
      </form>
    </section>`;
}
