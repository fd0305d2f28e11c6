#!/usr/bin/env bash
# A message whose role a model's template does not know is not read, but still keeps the messages around it apart.
#
# Ollama joins messages of one role that follow one another. One with another role in between, of a name that the API takes
# and the template has no place for (the library's template of Qwen 2.5, and most others), is gone from what the
# model reads, with no error and no warning; what is left are two turns of the user's in a row, which no template would
# have made of the two alone, and which models were not trained on.
set -euo pipefail
. "$(dirname "$0")/ollama.bash"
start
model smol smol.gguf "$chatml"

rendered() { # MESSAGES
  post /api/chat '{"model": "smol", "stream": false, "_debug_render_only": true, "messages": ['"$1"']}' |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["_debug_info"]["rendered_template"])'
}
one='{"role": "user", "content": "One."}'
seen='{"role": "observer", "content": "Somebody laughs."}'
two='{"role": "user", "content": "Two."}'
joined=$(rendered "$one, $two")
apart=$(rendered "$one, $seen, $two")
printf 'Two messages:\n%s\n\nAnother between them:\n%s\n' "$joined" "$apart"
if [ "$(grep -c '<|im_start|>user' <<<"$joined")" = 1 ] &&
  [ "$(grep -c '<|im_start|>user' <<<"$apart")" = 2 ] &&
  ! grep -q laughs <<<"$apart"; then exit 0; fi
echo "This has changed." >&2
exit 1
