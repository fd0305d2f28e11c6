// How the app looks: kept with the account, and in this browser for the moment before it knows whose it is.

import { keepLanguage, language } from "./text.js";

/** @param account with theme, text_size and language, each null for the browser's own */
export function keepAppearance({ theme, text_size: size, language: wanted }) {
  const root = document.documentElement;
  keep("demi.theme", theme);
  keep("demi.text_size", size);
  root.dataset.theme = theme || "";
  root.dataset.size = size || "";
  keepLanguage(wanted);
  if (wanted && wanted !== language) location.reload();
}

function keep(name, value) {
  if (value) localStorage.setItem(name, value);
  else localStorage.removeItem(name);
}
