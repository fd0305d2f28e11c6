// The settings in force, to read.

import { get } from "../app/api.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData } from "../parts/data.js";
import { Switch } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);

export default function Settings() {
  const { data: settings, problem, reload } = useData(() => get("/settings"));
  const [words, setWords] = useState("");
  const [changed, setChanged] = useState(false);
  if (!settings) return html`<section><${Pending} problem=${problem} again=${reload} /></section>`;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = settings.filter((setting) => (!changed || differs(setting)) && wanted.every((word) => searchable(setting).includes(word)));
  return html`
    <section aria-label=${t("settings")}>
      <p class="help">${t("settings_help")}</p>
      <search class="filter">
        <input type="search" aria-label=${t("filter")} placeholder=${t("filter")} value=${words} onInput=${(event) => setWords(event.target.value)} />
      </search>
      <${Switch} label=${t("changed_only")} checked=${changed} onChange=${setChanged} />
      <p class="help" role="status">${t("found", { n: shown.length })}</p>
      ${shown.length > 0 && html`
        <table class="settings">
          <thead><tr><th scope="col">${t("key")}</th><th scope="col">${t("value")}</th></tr></thead>
          <tbody>${shown.map((setting) => html`<${Setting} key=${setting.key} setting=${setting} />`)}</tbody>
        </table>`}
    </section>`;
}

function Setting({ setting }) {
  const differing = differs(setting);
  const value = setting.secret ? t(setting.set ? "secret_set" : "secret_unset") : written(setting.value);
  const origin = [!setting.secret && t("default_is", { value: written(setting.default) || t("empty") }), t("source_is", { source: sourceOf(setting) })];
  return html`
    <tr>
      <th scope="row">${breakable(setting.key)}</th>
      <td>
        <span class=${differing ? "differs" : ""}>${value === "" ? html`<em>${t("empty")}</em>` : value}</span>
        ${differing && html`<span class="help">${origin.filter(Boolean).join(", ")}</span>`}
      </td>
    </tr>`;
}

/** As it would be written in the file; a list without anything in it, and what is not set, as nothing. */
const written = (value) => (value === null || value === "[]" ? "" : value);

/** The server says from where in English: "the environment: DEMI_PORT", "demi.yaml line 3". */
function sourceOf({ source }) {
  const known = Object.keys(SOURCES).find((start) => source.startsWith(start));
  return known ? t(SOURCES[known]) + source.slice(known.length) : source;
}

const SOURCES = { "the environment": "the_environment", "the command line": "the_command_line" };

const differs = (setting) => setting.source !== "default";

const searchable = (setting) => `${setting.key} ${setting.secret ? "" : written(setting.value)} ${setting.source}`.toLowerCase();

/** A name may break behind its dots, lest it is cut on a phone. */
const breakable = (key) => key.split(".").flatMap((part, i, parts) => (i < parts.length - 1 ? [`${part}.`, html`<wbr />`] : [part]));
