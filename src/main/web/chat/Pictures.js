// Pictures that came with a message.

import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { usePicture } from "./pictures.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function Pictures({ pictures }) {
  if (!pictures || !pictures.length) return null;
  return html`<div class="pictures">${pictures.map((id) => html`<${Picture} key=${id} id=${id} />`)}</div>`;
}

function Picture({ id }) {
  const address = usePicture(id);
  return address
    ? html`<a href=${address} target="_blank" rel="noreferrer"><img src=${address} alt=${t("picture")} /></a>`
    : html`<span class="picture empty">${t("picture")}</span>`;
}
