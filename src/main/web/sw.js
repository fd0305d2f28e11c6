// Keeps the shell of the app, so that it opens without a connection; never an answer of the API.

const VERSION = "%VERSION%";
const CACHE = `demi-${VERSION}`;
const SHELL = %SHELL%;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE)
    .then((cache) => cache.addAll(["./", "icon.svg", "manifest.webmanifest", ...SHELL.map((name) => `web/${VERSION}/${name}`)]))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("demi-") && name !== CACHE).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const path = url.pathname.slice(new URL(self.registration.scope).pathname.length);
  if (request.mode === "navigate") {
    // The server first: it may be a newer version. Its page is what opens when it cannot be reached.
    if (path === "" || path === "setup" || path === "join") event.respondWith(fetch(request).catch(() => shell("./")));
  } else if (path.startsWith(`web/${VERSION}/`)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetchAndKeep(request)));
  } else if (path === "icon.svg" || path === "manifest.webmanifest") {
    event.respondWith(fetch(request).catch(() => shell(path)));
  }
});

function shell(path) {
  return caches.open(CACHE).then((cache) => cache.match(path)).then((kept) => kept || Response.error());
}

async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

const WROTE = /^de\b/i.test(navigator.language) ? "Hat dir geschrieben." : "Wrote to you.";

// What is pushed names no words of hers unless the person wants them to go along.
self.addEventListener("push", (event) => {
  let note = {};
  try {
    note = event.data ? event.data.json() : {};
  } catch {
    // Not of this app's form: only that she wrote is said.
  }
  event.waitUntil(self.registration.showNotification(note.title || "Demi", {
    body: note.body || WROTE, icon: `web/${VERSION}/icons/icon-192.png`, tag: note.tag || "demi",
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => (open.length ? open[0].focus() : self.clients.openWindow("./"))));
});
