// A password that is set, with a hint how strong it is. The server decides.

import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function NewPassword({ name = "password", label = t("password"), problem }) {
  const [value, setValue] = useState("");
  const strength = strengthOf(value);
  return html`
    <div>
      <${Field} label=${label} name=${name} type="password" required minlength="8" maxlength="128" autocomplete="new-password" problem=${problem}
        onInput=${(event) => setValue(event.target.value)} />
      <div class="strength"><meter min="0" max="3" low="2" high="3" optimum="3" value=${strength} aria-label=${t("strength")}></meter>
        <span class="help" role="status">${value ? t(`strength_${strength}`) : t("strength_hint")}</span></div>
    </div>`;
}

/** 0 too short, 1 weak, 2 fair, 3 strong: by length first, since that is what guessing takes. */
export function strengthOf(password) {
  const length = [...password].length;
  const different = new Set(password).size;
  if (length < 8) return 0;
  if (different < 5 || /^(\d+|[a-z]{1,10}\d{0,4})$/i.test(password)) return 1;
  return length >= 14 || (length >= 11 && different >= 9) ? 3 : 2;
}
