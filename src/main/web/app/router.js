// Where in the app somebody is stands behind the # of the address: "#/house/models?name=x" is ["house", "models"] and {name: "x"}.

import { useEffect, useState } from "./preact.js";

export function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").filter(Boolean).map(decoded), query: Object.fromEntries(new URLSearchParams(query || "")) };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function useRoute() {
  const [now, setNow] = useState(route);
  useEffect(() => {
    const look = () => setNow(route());
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return now;
}

export function go(path) {
  location.hash = path.startsWith("#") ? path : `#/${path}`;
}
