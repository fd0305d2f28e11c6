// The servers that models run on.

import { call } from "../app/api.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function Servers({ servers }) {
  const [result, setResult] = useState(null);
  const { busy, problem, submit } = useForm(async ({ url }) => {
    setResult(null);
    setResult(await call("POST", "/models/test", { url: url.trim() }));
  });
  return html`
    <section aria-labelledby="servers">
      <h2 id="servers">${t("servers")}</h2>
      <ul class="rows">
        ${servers.map((server) => html`
          <li key=${server.address}>
            <div class="main">
              <p>${server.address}${(server.kind || "Ollama") !== "Ollama" && html` <span class="tag">${server.kind}</span>`}</p>
              ${server.model && html`<p class="help">${t("answers_with", { model: server.model })}</p>`}
            </div>
            <span class=${`tag${server.reachable ? "" : " warn"}`}>${t(server.reachable ? "reachable" : "unreachable")}</span>
          </li>`)}
      </ul>
      <details>
        <summary>${t("test_address")}</summary>
        <form onSubmit=${submit}>
          <${Field} label=${t("address")} help=${t("test_help")} name="url" type="url" required maxlength="512" placeholder="http://" autocomplete="off"
            problem=${problem("url")} />
          <p role="status" class=${result && !result.ok ? "problem" : "good"}>
            ${result && (result.ok && result.version ? t("test_ok", { version: result.version || "", n: countOf(result.models) }) : result.sentence)}
          </p>
          <p class="problem" role="alert">${problem() || ""}</p>
          <p><button type="submit" class="quiet" disabled=${busy}>${t("test")}</button></p>
        </form>
      </details>
    </section>`;
}

const countOf = (models) => (Array.isArray(models) ? models.length : models || 0);

/** For who has none yet. @param again asks once more whether one answers */
export function InstallOllama({ again }) {
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    await again();
    setBusy(false);
  };
  return html`
    <section aria-labelledby="install">
      <h2 id="install">${t("install")}</h2>
      <p>${t("install_help")}</p>
      <ul class="ways">
        <li>${t("install_linux")} <code>curl -fsSL https://ollama.com/install.sh | sh</code></li>
        <li>${t("install_other")} <a href="https://ollama.com/download" target="_blank" rel="noreferrer">ollama.com/download</a></li>
        <li>${t("install_docker")} <code>docker run -d -v ollama:/root/.ollama -p 11434:11434 ollama/ollama</code></li>
      </ul>
      <p class="help">${t("install_runs")}</p>
      <p><button type="button" disabled=${busy} onClick=${look}>${t("look_again")}</button></p>
    </section>`;
}
