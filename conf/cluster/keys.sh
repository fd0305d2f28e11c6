#!/bin/sh
# keys.sh FOLDER [NODE...]: what nodes of a cluster share, and a certificate for each, made once. Needs openssl.
# By default the nodes are demi-0, demi-1 and demi-2, as in compose.yml. Keep the folder from others.
set -eu
folder=$1
shift
[ $# -gt 0 ] || set -- demi-0 demi-1 demi-2
umask 077
mkdir -p "$folder/nodes"
cd "$folder"
for name in access_key refresh_key database_password; do
  [ -s "$name" ] || openssl rand -hex 32 | tr -d '\n' >"$name"
done
[ -s authority.key ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
  -subj "/CN=Nodes of Demi" -keyout authority.key -out authority.pem 2>/dev/null
for node in "$@"; do
  # A node is believed to be who the list of members says by its name.
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$node" \
    -keyout "nodes/$node.key" -out "nodes/$node.csr" 2>/dev/null
  case $node in *[!0-9.]*) san=DNS:$node ;; *) san=IP:$node ;; esac
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$san" >"nodes/$node.ext"
  openssl x509 -req -in "nodes/$node.csr" -CA authority.pem -CAkey authority.key -CAcreateserial -days 825 \
    -extfile "nodes/$node.ext" -out "nodes/$node.pem" 2>/dev/null
  rm "nodes/$node.csr" "nodes/$node.ext"
done
# The containers' user reads them.
chmod 644 nodes/* access_key refresh_key database_password authority.pem
echo "Made $folder for: $*"
