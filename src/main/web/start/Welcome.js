// After the first account: a model to think with, her address for the phone, and the way to the first words.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { bytes, percent } from "../app/format.js";
import { useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { lookAtHealth } from "../chat/live.js";
import { useAction } from "../parts/Field.js";
import { QrCode } from "../parts/QrCode.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const LOOK_MS = 2_000;
/** By the memory that a model may take, in bytes: the best of those that a home server can bear. */
const SUGGESTED = [[6e9, "qwen2.5:7b"], [3e9, "llama3.2:3b"], [0, "llama3.2:1b"]];

export default function Welcome() {
  return html`
    <${Model} />
    <${Phone} />
    <p class="buttons"><a class="button" href="#/">${t("begin")}</a></p>`;
}

/** What GET /models says, asked again and again: a model comes, an Ollama is started. */
function useModels() {
  const [models, setModels] = useState(null);
  useEffect(() => {
    let timer = 0;
    let here = true;
    const look = async () => {
      const found = await get("/models").catch(() => null);
      if (!here) return;
      if (found) setModels(found);
      timer = setTimeout(look, LOOK_MS);
    };
    look();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, []);
  return [models, setModels];
}

function Model() {
  const [models, setModels] = useModels();
  const [busy, run] = useAction();
  const rehearsal = useStore((state) => state.health && state.health.rehearsal === "true");
  const used = models && models.used;
  // The strip above says otherwise until it has looked.
  useEffect(() => { lookAtHealth(); }, [used]);
  const running = models ? models.pulls.filter((pull) => !pull.done) : [];
  const failed = models && models.pulls.filter((pull) => pull.failure && pull.status !== "cancelled")
    .map((pull) => html`<p class="problem" role="alert">${t("pull_failed", { model: pull.model, why: pull.failure })}</p>`);
  let content = html`<p role="status">${t("looking")}</p>`;
  if (rehearsal) {
    content = html`<p>${t("model_rehearsal")}</p>`;
  } else if (models && models.servers.every((server) => !server.reachable && server.kind === "openai")) {
    content = html`<p>${t("no_server", { address: models.servers.map((server) => server.address).join(", ") })}</p><p>${t("no_ollama_chat")}</p>`;
  } else if (models && !models.servers.some((server) => server.reachable)) {
    content = html`
      <p>${t("no_ollama", { address: models.servers.map((server) => server.address).join(", ") })}</p>
      <p class="help">${t("no_ollama_help")}</p>
      <pre tabindex="0">ollama pull ${suggestion(models)}</pre>
      <p>${t("no_ollama_chat")}</p>`;
  } else if (models && running.length) {
    content = running.map((pull) => html`<${Pull} key=${pull.model} pull=${pull} onCancel=${run(() => call("DELETE", `/models/pull?name=${encodeURIComponent(pull.model)}`))} />`);
  } else if (models && models.used) {
    content = html`<p role="status" class="good">${t("model_ready", { model: models.used })}</p>`;
  } else if (models && models.models.length) {
    content = html`
      ${failed}
      <p>${t("model_choose")}</p>
      <ul class="rows">
        ${models.models.map((model) => html`
          <li><span class="main">${model.name} <span class="help">${bytes(model.bytes)}</span></span>
            <button type="button" disabled=${busy} onClick=${run(async () => setModels(await call("POST", "/models/use", { model: model.name })))}>
              ${t("use", { model: model.name })}</button></li>`)}
      </ul>`;
  } else if (models) {
    const model = suggestion(models);
    content = html`
      ${failed}
      <p>${t("model_none")}</p>
      <p><button type="button" disabled=${busy} onClick=${run(() => call("POST", "/models/pull", { model }))}>${t("get_model", { model })}</button></p>`;
  }
  return html`<section aria-labelledby="model-title"><h2 id="model-title">${t("step_model")}</h2>${content}</section>`;
}

const suggestion = (models) => SUGGESTED.find(([size]) => (models.largest_fitting_bytes || 2e9) >= size)[1];

function Pull({ pull, onCancel }) {
  return html`
    <div>
      <p role="status">${t("pulling", { model: pull.model, percent: percent(pull.percent / 100) })}</p>
      <p class="buttons">
        <progress max="100" value=${pull.total_bytes ? pull.percent : undefined} aria-label=${pull.model}></progress>
        <button type="button" class="quiet" onClick=${onCancel}>${t("cancel")}</button>
      </p>
    </div>`;
}

function Phone() {
  const [address, setAddress] = useState(null);
  useEffect(() => {
    // Who did not come by the name of this very machine knows an address that works.
    const here = new URL(".", document.baseURI).href;
    if (!/^https?:\/\/(localhost|127\.|\[::1\])/.test(here)) setAddress(here);
    else get("/addresses").then(({ addresses }) => setAddress(addresses[0] || ""), () => setAddress(""));
  }, []);
  return html`
    <section aria-labelledby="phone-title">
      <h2 id="phone-title">${t("step_phone")}</h2>
      ${address === "" && html`<p class="help">${t("phone_none")}</p>`}
      ${address && html`<p class="help">${t("phone_help")}</p><${QrCode} text=${address} label=${address} /><p><code>${address}</code></p>`}
    </section>`;
}
