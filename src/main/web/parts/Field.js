// Fields of forms with their labels, help and problems.

import { html, useState } from "../app/preact.js";
import { notify } from "../app/notes.js";

let made = 0;

/** @param children the help below, if any; other properties are the input's */
export function Field({ label, help, problem, kind = "input", children, ...input }) {
  const [id] = useState(() => `field-${++made}`);
  const said = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <${kind} id=${id} aria-describedby=${said} aria-invalid=${problem ? "true" : undefined} ...${input}>${children}<//>
      ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
      ${problem && html`<p class="problem" id=${`${id}-problem`} role="alert">${problem}</p>`}
    </div>`;
}

export function Switch({ label, help, checked, onChange, disabled }) {
  const [id] = useState(() => `field-${++made}`);
  return html`
    <div class="switch">
      <input type="checkbox" role="switch" id=${id} checked=${checked} disabled=${disabled} aria-describedby=${help ? `${id}-help` : undefined}
        onChange=${(event) => onChange(event.target.checked)} />
      <label for=${id}>${label}</label>
      ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
    </div>`;
}

/**
 * A form that is sent once at a time; what the server says of a field stands at that field.
 *
 * @param send a function from the fields' values to a promise
 * @returns {busy, problem, fields, submit}; problem of(name) is for that field, problem of() for the whole
 */
export function useForm(send) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    setBusy(true);
    setError(null);
    try {
      await send(Object.fromEntries(new FormData(form)), form);
    } catch (thrown) {
      setError(thrown);
      if (thrown.field) form.elements[thrown.field]?.focus();
    } finally {
      setBusy(false);
    }
  };
  const problem = (name) => (error && (error.field || null) === (name || null) ? error.message : null);
  return { busy, error, problem, submit };
}

/** For buttons that do one thing: tells what went wrong. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const run = (work) => async () => {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      notify(error.message, "warn");
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return [busy, run];
}
