// Style sheets that only some views need.

const loaded = new Map();

/** Has a sheet loaded, once; a view waits for it, lest it is drawn bare. @param path as this module sees it, such as "../style/her.css" */
export function style(path) {
  if (!loaded.has(path)) loaded.set(path, load(new URL(path, import.meta.url).href));
  return loaded.get(path);
}

function load(href) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    // A view without its looks is better than none.
    link.onload = resolve;
    link.onerror = resolve;
    document.head.append(link);
  });
}
