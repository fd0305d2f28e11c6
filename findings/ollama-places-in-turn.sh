#!/usr/bin/env bash
# Ollama with OLLAMA_NUM_PARALLEL=2 keeps two conversations only once both were answered at the same moment.
#
# Two people with the same system message talk in turn. One would expect each to have a slot of the prompt cache. But a
# prompt takes the free slot that shares the longest beginning with it; the second slot is empty, so both take the first
# one, and each reply reads all of its conversation again but the system message. Two requests at the same moment take two
# slots, and from then on each finds its own, also in turn.
set -euo pipefail
. "$(dirname "$0")/ollama.bash"
start OLLAMA_NUM_PARALLEL=2
model smol smol.gguf "$chatml"

python3 - "$address" "$log" <<'PY'
import json, random, re, sys, threading, urllib.request
address, log = sys.argv[1:]

def words(seed, many):
    chance = random.Random(seed)
    return " ".join(chance.choice("rain garden train letter coffee river market engine carpet basket".split()) for _ in range(many))

system = {"role": "system", "content": "You are a friend of the family. " + words("system", 120)}
talks = {who: [system] for who in "AB"}
for who, talk in talks.items():
    for turn in range(6):
        talk += [{"role": "user", "content": words(f"{who}{turn}", 50)}, {"role": "assistant", "content": words(f"{turn}{who}", 30)}]

def says(who, turn):
    talks[who].append({"role": "user", "content": words(f"{who}-{turn}", 10)})
    body = {"model": "smol", "stream": False, "messages": talks[who], "options": {"num_ctx": 4096, "num_predict": 16, "seed": 1}}
    request = urllib.request.Request(address + "/api/chat", json.dumps(body).encode(), {"Content-Type": "application/json"})
    talks[who].append(json.loads(urllib.request.urlopen(request, timeout=900).read())["message"])

steps = ["A", "B", "A", "B", "AB", "A", "B", "A", "B"]
for turn, step in enumerate(steps):
    together = [threading.Thread(target=says, args=(who, turn)) for who in step]
    [each.start() for each in together]
    [each.join() for each in together]

seen = re.findall(r"loading cache slot.* id=(\d+) cache=\d+ prompt=(\d+) used=(\d+)", open(log).read())
asked = [who for step in steps for who in step]
for who, (slot, prompt, used) in zip(asked, seen):
    print(f"{who}: slot {slot}, {int(prompt) - int(used)} of {prompt} tokens read")
before, after = seen[1:4], seen[6:]
alike = all(slot == "0" and int(used) < int(prompt) / 2 for slot, prompt, used in before)
apart = len({slot for slot, _, _ in after}) == 2 and all(int(prompt) - int(used) < 60 for _, prompt, used in after)
sys.exit(0 if alike and apart and len(seen) == len(asked) else "This has changed.")
PY
