// Talking with her.

import { html, useEffect, useRef, useState } from "../app/preact.js";
import { call } from "../app/api.js";
import { notify } from "../app/notes.js";
import { store, useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { placeInTitle } from "../app/title.js";
import { useConfirm } from "../parts/Dialog.js";
import { Icon } from "../parts/Icon.js";
import { Composer } from "./Composer.js";
import { copy } from "./copy.js";
import { lastOwn, lastReply } from "./conversation.js";
import { jumpTo } from "./live.js";
import { MessageList } from "./MessageList.js";
import { Search } from "./Search.js";
import { canSpeak, speak } from "./speech.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/** @param menu the button that opens the menu */
export function Chat({ menu, at }) {
  const [editing, setEditing] = useState(null);
  const [searching, setSearching] = useState(false);
  const [found, setFound] = useState(null);
  const searcher = useRef();
  const [question, confirm] = useConfirm();

  const show = async (id) => {
    setSearching(false);
    setFound(null);
    await jumpTo(id);
    setFound({ id });
  };
  const loaded = useStore((state) => Boolean(state.conversation && state.conversation.loaded));
  useEffect(() => {
    if (at && loaded) show(at);
  }, [at, loaded]);
  // It may be deleted on another device meanwhile.
  const messages = useStore((state) => state.conversation && state.conversation.messages);
  useEffect(() => {
    if (editing && loaded && !messages.some((message) => message.message_id === editing.message_id)) setEditing(null);
  }, [messages]);
  useEffect(() => placeInTitle(""), []);
  useEffect(() => {
    const onKey = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "f" && event.shiftKey) {
        event.preventDefault();
        setSearching(true);
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);

  const closeSearch = () => {
    setSearching(false);
    searcher.current.focus();
  };
  const attempt = (work) => work().catch((error) => notify(error.message, "warn"));
  const path = (message) => `/messages/${encodeURIComponent(message.message_id)}`;

  const actionsOf = (message) => {
    const now = store.get().conversation;
    const mine = message.sender === "user";
    return [
      { label: t("copy"), icon: "copy", run: () => copy(message.content) },
      !mine && canSpeak && { label: t("read_aloud"), icon: "speaker", run: () => speak(message.content) },
      !mine && lastReply(now) === message.message_id && { label: t("again"), icon: "again", run: () => attempt(() => call("POST", `${path(message)}/again`)) },
      mine && lastOwn(now) === message.message_id && { label: t("edit"), icon: "edit", run: () => setEditing(message) },
      {
        label: t("delete"),
        icon: "bin",
        danger: true,
        run: async () => {
          if (await confirm({ text: t("delete_question"), yes: t("delete"), danger: true })) attempt(() => call("DELETE", path(message)));
        },
      },
    ].filter(Boolean);
  };

  return html`
    <main class="chat" id="content" tabindex="-1">
      <header class="bar">
        ${menu}
        <${Face} />
        <button type="button" class="round quiet" ref=${searcher} onClick=${() => setSearching(!searching)} aria-expanded=${searching}><${Icon} name="search" label=${t("search")} /></button>
      </header>
      ${searching && html`<${Search} onFound=${show} onClose=${closeSearch} />`}
      <${MessageList} found=${found} actionsOf=${actionsOf} />
      <${Composer} editing=${editing} onEdited=${() => setEditing(null)} />
      ${question}
    </main>`;
}

function Face() {
  const mood = useStore((state) => state.mood);
  const typing = useStore((state) => Boolean(state.conversation && state.conversation.typing));
  const dominant = mood ? mood.dominant : "neutral";
  return html`
    <a class="face" href="#/her">
      <img src="icon.svg" alt="" class=${`avatar mood-${dominant}`} width="40" height="40" />
      <span><h1>Demi</h1><span class="state" role="status">${typing ? t("typing") : t(`mood_${dominant}`)}</span></span>
    </a>`;
}
