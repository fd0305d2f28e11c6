// Character cards, as other programs write them: into the editor, and out of here.

import { call, download } from "../app/api.js";
import { notify } from "../app/notes.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Dialog } from "../parts/Dialog.js";
import { Switch, useAction } from "../parts/Field.js";
import { FileButton } from "../parts/FileButton.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const LARGEST = 6 * 1024 * 1024;
const PNG = "image/png";

/** @param onText is given the text of a card, for the editor */
export function PersonaCards({ onText }) {
  const [card, setCard] = useState(null);
  const [busy, run] = useAction();
  const read = (file) => run(async () => {
    if (file.size > LARGEST) throw new Error(t("card_large"));
    const type = file.type === PNG || /\.a?png$/i.test(file.name) ? PNG : "application/json";
    setCard(await call("POST", "/persona/card", new Blob([file], { type })));
  })();
  const take = (text) => {
    setCard(null);
    onText(text);
    notify(t("card_taken"));
    document.querySelector(".persona-text")?.focus();
  };
  return html`
    <section aria-labelledby="cards">
      <h2 id="cards">${t("cards")}</h2>
      <p class="help">${t("cards_help")}</p>
      <p class="buttons">
        <${FileButton} label=${t("card_import")} accept=".json,.png,.apng,application/json,image/png" disabled=${busy} onFile=${read} />
        <button type="button" class="quiet" disabled=${busy} onClick=${run(() => download("/persona/card?format=json", "demi.json"))}>${t("card_json")}</button>
        <button type="button" class="quiet" disabled=${busy} onClick=${run(() => download("/persona/card?format=png", "demi.png"))}>${t("card_png")}</button>
      </p>
      ${card && html`<${Card} card=${card} onTake=${take} onClose=${() => setCard(null)} />`}
    </section>`;
}

function Card({ card, onTake, onClose }) {
  const [along, setAlong] = useState(false);
  const wish = (card.system_prompt || "").trim();
  return html`
    <${Dialog} title=${t("card_of", { name: card.name || "?" })} onClose=${onClose}>
      <pre class="card-text" dir="auto" tabindex="0" role="region" aria-label=${t("card_text")}>${card.text}</pre>
      ${wish && html`
        <h3>${t("card_system")}</h3>
        <pre class="card-text wish" dir="auto" tabindex="0" role="region" aria-label=${t("card_system")}>${wish}</pre>
        <${Switch} label=${t("card_system_take")} help=${t("card_system_help")} checked=${along} onChange=${setAlong} />`}
      ${card.dropped && card.dropped.length > 0 && html`<p class="help">${t("card_dropped", { fields: card.dropped.join(", ") })}</p>`}
      <p class="buttons">
        <button type="button" class="quiet" onClick=${onClose}>${t("cancel")}</button>
        <button type="button" onClick=${() => onTake(along ? `${card.text.trimEnd()}\n\n${wish}\n` : card.text)}>${t("card_take")}</button>
      </p>
    <//>`;
}
