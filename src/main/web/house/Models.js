// What she thinks with, what else there is, and what can be had.

import { call, get } from "../app/api.js";
import { bytes } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { lookAtHealth } from "../chat/live.js";
import { useData, useEvery } from "../parts/data.js";
import { useConfirm } from "../parts/Dialog.js";
import { useAction } from "../parts/Field.js";
import { Menu } from "../parts/Menu.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { InstallOllama, Servers } from "./ModelServers.js";
import { GetModel, Pulls } from "./Pulls.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);
const SOON_MS = 1_000;
const LATER_MS = 15_000;

export default function Models({ query }) {
  const { data: models, problem, reload, set } = useData(() => get("/models"));
  const pulling = Boolean(models && models.pulls.some((pull) => !pull.done));
  useEvery(pulling ? SOON_MS : LATER_MS, Boolean(models), reload);
  if (!models) return html`<section><${Pending} problem=${problem} again=${reload} /></section>`;
  const answers = models.servers.some((server) => server.reachable);
  return html`
    ${problem && html`<section><${Pending} problem=${problem} again=${reload} /></section>`}
    ${!answers && models.servers.every((server) => (server.kind || "Ollama") === "Ollama") && html`<${InstallOllama} again=${reload} />`}
    <section aria-labelledby="thinks-with">
      <h2 id="thinks-with">${t("thinks_with")}</h2>
      <p role="status">${models.used ? html`<strong class="model-name">${models.used}</strong>` : t("thinks_with_none")}</p>
      ${models.wanted && models.used !== models.wanted && html`<p class="problem">${t("wanted_missing", { wanted: models.wanted })}</p>`}
    </section>
    <${Pulls} pulls=${models.pulls} reload=${reload} />
    <${Installed} models=${models} answers=${answers} set=${set} />
    ${answers && models.servers.some((server) => (server.kind || "Ollama") === "Ollama") && html`<${GetModel} models=${models} name=${query.name} reload=${reload} />`}
    <${Servers} servers=${models.servers} />`;
}

function Installed({ models, answers, set }) {
  const [question, confirm] = useConfirm();
  const [busy, run] = useAction();
  const use = ({ name }) => run(async () => {
    set(await call("POST", "/models/use", { model: name }));
    notify(t("uses_now", { name }));
    lookAtHealth();
  });
  const remove = async ({ name }) => {
    if (!await confirm({ text: t("delete_model", { name }), yes: t("delete"), danger: true })) return;
    await run(async () => {
      // In a path, some proxies would stumble over the slash of a name.
      set(await call("DELETE", `/models?name=${encodeURIComponent(name)}`));
      notify(t("deleted_model", { name }));
    })();
  };
  return html`
    <section aria-labelledby="models">
      <h2 id="models">${t("models")}</h2>
      ${models.memory_bytes > 0 && html`
        <p class="help">${t("memory_note", { memory: bytes(models.memory_bytes), largest: bytes(models.largest_fitting_bytes) })}</p>`}
      ${models.models.length === 0 && html`<p>${t(answers ? "no_models" : "no_models_known")}</p>`}
      <ul class="rows">
        ${models.models.map((model) => html`
          <li key=${model.name}>
            <div class="main">
              <p><strong class="model-name">${model.name}</strong>
                ${model.name === models.used && html` <span class="tag">${t("in_use")}</span>`}
                ${model.fits === false && html` <span class="tag warn">${t("fits_not")}</span>`}</p>
              <p class="help">${[bytes(model.bytes), model.parameters, model.quantization, model.fits && t("fits")].filter(Boolean).join(" · ")}</p>
              ${model.about && html`<p class="help">${model.about}</p>`}
            </div>
            <div class="buttons">
              ${model.name !== models.used && html`
                <button type="button" class="quiet" disabled=${busy} aria-label=${t("use_of", { name: model.name })} onClick=${use(model)}>${t("use")}</button>
                <${Menu} label=${t("actions_model", { name: model.name })} icon="more"
                  items=${() => [{ label: t("delete"), icon: "bin", danger: true, run: () => remove(model) }]} />`}
            </div>
          </li>`)}
      </ul>
      ${question}
    </section>`;
}
