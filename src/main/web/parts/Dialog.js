// Dialogs above the page: the browser's own, which keeps the focus inside and closes at Escape.

import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import APP from "../app/words.js";

const t = texts(APP);

export function Dialog({ title, label, onClose, children }) {
  const element = useRef();
  const gone = useRef(false);
  useEffect(() => {
    const dialog = element.current;
    if (!dialog.open) dialog.showModal();
    return () => {
      gone.current = true;
      // Gives the focus back to where it was.
      dialog.close();
    };
  }, []);
  return html`
    <dialog ref=${element} onClose=${() => gone.current || onClose()} aria-label=${title || label} onClick=${(event) => event.target === element.current && element.current.close()}>
      <div class="inside">
        ${title && html`<h2>${title}</h2>`}
        ${children}
      </div>
    </dialog>`;
}

/**
 * A question with yes and no.
 *
 * @returns [what to draw, a function from {text, yes, danger} to a promise of true or false]
 */
export function useConfirm() {
  const [asked, setAsked] = useState(null);
  const answer = (value) => {
    asked?.resolve(value);
    setAsked(null);
  };
  const drawn = asked && html`
    <${Dialog} label=${asked.text} onClose=${() => answer(false)}>
      <p>${asked.text}</p>
      <p class="buttons">
        <button type="button" class="quiet" onClick=${() => answer(false)}>${t("cancel")}</button>
        <button type="button" class=${asked.danger ? "danger" : ""} onClick=${() => answer(true)}>${asked.yes}</button>
      </p>
    <//>`;
  return [drawn, (question) => new Promise((resolve) => { setAsked({ ...question, resolve }); })];
}
