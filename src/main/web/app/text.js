// Sentences in two languages. Each view has its own in a file words.js beside it, both languages side by side:
//   { send: ["Send", "Senden"], found: [{ one: "{n} message", other: "{n} messages" }, { one: …, other: … }] }

export const LANGUAGES = ["en", "de"];

function chosen() {
  let kept = "";
  try {
    kept = localStorage.getItem("demi.language") || "";
  } catch {
    // Without storage the browser's languages decide.
  }
  const wanted = [kept, ...(navigator.languages || [])].map((name) => name.slice(0, 2));
  return wanted.find((name) => LANGUAGES.includes(name)) || "en";
}

export const language = chosen();

/** Whether another one would be chosen now. */
export const isOutdated = () => chosen() !== language;
const index = LANGUAGES.indexOf(language);
const plurals = new Intl.PluralRules(language);
document.documentElement.lang = language;

/** A function from a sentence's name, and the values that go into it, to the sentence. */
export function texts(catalogue) {
  return (name, values) => {
    const entry = catalogue[name];
    if (!entry) throw new Error(`no such sentence: ${name}`);
    const sentence = entry[index];
    const form = typeof sentence === "string" ? sentence : sentence[plurals.select(values.n)] || sentence.other;
    return values ? form.replace(/\{(\w+)\}/g, (all, key) => (key in values ? String(values[key]) : all)) : form;
  };
}

/** Another language counts from the next load on; null: the browser's. */
export function keepLanguage(name) {
  if (name) localStorage.setItem("demi.language", name);
  else localStorage.removeItem("demi.language");
}
