// A QR code. The server draws it, so that no library has to come along for it.

import { html, useEffect, useState } from "../app/preact.js";
import { call } from "../app/api.js";

/** @param label what it is for */
export function QrCode({ text, label }) {
  const [code, setCode] = useState(null);
  useEffect(() => {
    let here = true;
    call("POST", "/qr", { text }).then((drawn) => here && setCode(drawn), () => here && setCode(null));
    return () => { here = false; };
  }, [text]);
  // Dark on light in every theme: some phones read nothing else.
  return code && html`
    <svg class="qr" role="img" aria-label=${label} viewBox=${`0 0 ${code.size} ${code.size}`} shape-rendering="crispEdges">
      <rect width=${code.size} height=${code.size} fill="#fff" /><path d=${code.path} fill="#000" />
    </svg>`;
}
