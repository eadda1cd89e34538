#!/bin/sh
# SELECT (COUNT(*) AS ?n) { GRAPH <urn:nothing> { ?s ?p ?o } } is 1 in Virtuoso where a default graph is named.
#
# What it shows: a graph that is not in the dataset has no triples, SELECT * gives no row, and COUNT(*) of no rows is 0. With
#   default-graph-uri (or FROM) Virtuoso gives no row and counts 1; ASK is true for it. Without, it counts 0.
# Seen with: Virtuoso 07.20.3229 (Debian 7.2.5.1+dfsg1-0.3).
# Who would be hurt: whoever asks whether a graph is there before he writes it, or counts what each graph of a list holds.
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
data='<urn:s> <urn:p> <urn:o> .'
printf '%s' "$data" | curl -s -f --digest -u dba:dba -X PUT -H 'Content-Type: text/turtle' --data-binary @- \
  "$url/sparql-graph-crud-auth?graph=urn:data"
ask() {
  curl -s -H 'Accept: text/csv' --data-urlencode "query=$1" --data-urlencode 'default-graph-uri=urn:data' "$url/sparql" |
    tr '\n' ' '
}
same=0
told() { # name, query, expected by the standard, seen
  found=$(ask "$2")
  echo "$1: expected $3, seen $found"
  [ "$found" = "$4" ] || same=1
}
told "rows of no graph" 'SELECT * { GRAPH <urn:nothing> { ?s ?p ?o } }' '"s","p","o" ' '"s","p","o" '
told "their number" 'SELECT (COUNT(*) AS ?n) { GRAPH <urn:nothing> { ?s ?p ?o } }' '"n" 0 ' '"n" 1 '
told "their number by a variable" 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (?g = <urn:nothing>) }' '"n" 0 ' '"n" 0 '
[ "$same" = 0 ] && echo "as described" || echo "no longer as described"
exit "$same"
