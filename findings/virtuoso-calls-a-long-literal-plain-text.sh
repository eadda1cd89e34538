#!/bin/sh
# Virtuoso's graph store refuses N-Triples with a literal of 64 kB: "unsupported type text/plain".
#
# What it shows: N-Triples and RDF 1.1 know no bound of a literal, and the request says application/n-triples. A literal
#   of 60,000 bytes is taken; with one of 65,535 bytes in it, in any line, the whole graph is refused (500), and the error
#   speaks of a media type that nobody has sent. The bytes count as they are written: \n is two, a Chinese character three.
# Seen with: Virtuoso 07.20.3229 (Debian 7.2.5.1+dfsg1-0.3).
# Who would be hurt: whoever keeps the text of a document (nif:isString, oa:exact, schema:text) beside its annotations; he
#   looks for a wrong header.
#
# Needs virtuoso-t (Debian: virtuoso-opensource-7-bin), curl and python3. Starts a server of its own on 127.0.0.1 with its
# data in a temporary folder, and ends it. Exit status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$place"' EXIT INT TERM
cat > "$place/ports.py" <<'PYTHON'
import socket

taken = [socket.create_server(("127.0.0.1", 0)) for _ in "12"]
print(*(each.getsockname()[1] for each in taken))
PYTHON
set -- $(python3 "$place/ports.py")
cat > "$place/virtuoso.ini" <<INI
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$1
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:$2
ServerRoot = .
ServerThreads = 4
INI
(cd "$place" && exec virtuoso-t +foreground +configfile virtuoso.ini > said.txt 2>&1) &
server=$!
url="http://127.0.0.1:$2"
for _ in $(seq 300); do curl -s -o /dev/null "$url/sparql" && break; sleep 0.2; done
same=0
told() { # name, bytes, character, expected by the standard, seen
  found=$(python3 -c "print('<urn:s> <urn:p> \"' + '$3' * ($2 // len('$3'.encode())) + '\" .')" |
    curl -s --digest -u dba:dba -X PUT -H 'Content-Type: application/n-triples' --data-binary @- \
      "$url/sparql-graph-crud-auth?graph=urn:data" | grep -o 'unsupported type [a-z/]*' || echo taken)
  echo "$1 of $2 bytes: expected $4, seen $found"
  [ "$found" = "$5" ] || same=1
}
told "a literal" 60000 a taken taken
told "a literal" 65535 a taken "unsupported type text/plain"
told "Chinese text" 60000 中 taken taken
told "Chinese text" 65535 中 taken "unsupported type text/plain"
[ "$same" = 0 ] && echo "as described" || echo "no longer as described"
exit "$same"
