#!/usr/bin/env bash
# A string of Ollama's structured output that has a pattern has no maxLength any more.
#
# Of a string with maxLength the sampler lets no more characters through; of one with a pattern only what fits it. Of one
# that has both, the pattern alone counts, without a word: whoever relies on maxLength gets strings of any length. The
# length has to stand in the pattern.
set -euo pipefail
. "$(dirname "$0")/ollama.bash"
start
model qwen qwen.gguf "$chatml"

word() { # SCHEMA-OF-THE-WORD
  post /api/chat '{"model": "qwen", "stream": false, "options": {"temperature": 0, "seed": 1, "num_predict": 60},
    "format": {"type": "object", "properties": {"word": '"$1"'}, "required": ["word"]},
    "messages": [{"role": "user", "content":
      "Answer with this JSON object and nothing else: {\"word\": \"abcabcabcabcabcabcabc\"}"}]}' |
    python3 -c 'import json, sys; print(json.loads(json.load(sys.stdin)["message"]["content"])["word"])'
}
length=$(word '{"type": "string", "maxLength": 5}')
both=$(word '{"type": "string", "maxLength": 5, "pattern": "^[a-z]*$"}')
inside=$(word '{"type": "string", "pattern": "^[a-z]{0,5}$"}')
echo "maxLength 5:                      $length"
echo "maxLength 5, pattern ^[a-z]*\$:    $both"
echo "pattern ^[a-z]{0,5}\$:             $inside"
if [ ${#length} -le 5 ] && [ ${#both} -gt 5 ] && [ ${#inside} -le 5 ]; then exit 0; fi
echo "This has changed." >&2
exit 1
