// Pictures are fetched with the person's token and shown from memory.

import { useEffect, useState } from "../app/preact.js";
import { call } from "../app/api.js";

const known = new Map();

export function usePicture(id) {
  const [address, setAddress] = useState(null);
  useEffect(() => {
    let here = true;
    if (!known.has(id)) {
      known.set(id, call("GET", `/pictures/${encodeURIComponent(id)}`, undefined, { raw: true })
        .then((response) => response.blob())
        .then((blob) => URL.createObjectURL(blob))
        .catch(() => null));
    }
    known.get(id).then((found) => here && setAddress(found));
    return () => { here = false; };
  }, [id]);
  return address;
}

const LONGEST_SIDE = 1280;
const MOST_BYTES = 1_000_000;

/** Sends a picture as small as a model needs it, and without what a camera writes into it; its name for the message. */
export async function upload(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  let blob = null;
  for (let quality = 0.9; quality > 0.3 && (!blob || blob.size > MOST_BYTES); quality -= 0.2) {
    blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
  }
  const { picture_id: id } = await call("POST", "/pictures", blob);
  known.set(id, Promise.resolve(URL.createObjectURL(blob)));
  return id;
}
