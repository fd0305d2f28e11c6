// A button that asks for a file of the person's.

import { html, useRef } from "../app/preact.js";

/** @param onFile is given the file; the same one may be chosen again */
export function FileButton({ label, accept, disabled, onFile }) {
  const input = useRef();
  const chosen = (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) onFile(file);
  };
  return html`
    <button type="button" class="quiet" disabled=${disabled} onClick=${() => input.current.click()}>${label}</button>
    <input ref=${input} type="file" hidden accept=${accept} aria-label=${label} onChange=${chosen} />`;
}
