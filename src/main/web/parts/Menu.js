// A button that opens a list of things to do.

import { html, useEffect, useRef, useState } from "../app/preact.js";
import { Icon } from "./Icon.js";

/** @param items a function to [{label, icon, run, danger}], asked when the menu opens */
export function Menu({ label, icon, items }) {
  const box = useRef();
  const button = useRef();
  const [open, setOpen] = useState(null);

  useEffect(() => {
    if (!open) return undefined;
    box.current.querySelector("[role=menuitem]").focus();
    box.current.querySelector("[role=menu]").scrollIntoView({ block: "nearest" });
    const away = (event) => box.current && !box.current.contains(event.target) && setOpen(null);
    addEventListener("pointerdown", away);
    return () => removeEventListener("pointerdown", away);
  }, [open]);

  const close = () => {
    setOpen(null);
    button.current.focus();
  };
  const onKey = (event) => {
    const all = [...box.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(null);
    else if (next !== undefined) {
      event.preventDefault();
      all[next % all.length].focus();
    }
  };

  return html`
    <div class="menu" ref=${box}>
      <button type="button" class="plain opener" ref=${button} aria-haspopup="menu" aria-expanded=${Boolean(open)}
        onClick=${() => setOpen(open ? null : items())}><${Icon} name=${icon} label=${label} /></button>
      ${open && html`
        <div role="menu" aria-label=${label} onKeyDown=${onKey}>
          ${open.map((item) => html`
            <button type="button" role="menuitem" tabindex="-1" class=${item.danger ? "danger" : ""} onClick=${() => { close(); item.run(); }}>
              <${Icon} name=${item.icon} />${item.label}
            </button>`)}
        </div>`}
    </div>`;
}
