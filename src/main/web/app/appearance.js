// Before anything is drawn, lest a dark page flashes white: not a module, and the only script that is none.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name) || "";
    } catch {
      return "";
    }
  };
  const root = document.documentElement;
  root.dataset.theme = kept("demi.theme");
  root.dataset.size = kept("demi.text_size");
})();
