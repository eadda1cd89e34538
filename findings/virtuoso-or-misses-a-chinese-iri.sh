#!/bin/sh
# FILTER (STR(?c) = "…/造纸") finds the thing in Virtuoso; with || STR(?name) = "…" behind it, it finds nothing.
#
# What it shows: A || B is true where A is. In Virtuoso it is so for an IRI of ASCII; where the IRI has Chinese characters, a
#   comparison of STR() with it is false as soon as another comparison stands beside it, whichever comes first. ?c = IRI("…")
#   finds it in both. The answer has its status 200 and no row.
# Seen with: Virtuoso 07.20.3229 (Debian 7.2.5.1+dfsg1-0.3).
# Who would be hurt: whoever lets a user give a name or an IRI and looks for either, with IRIs in his own script.
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
data='<http://example.org/造纸> <urn:name> "造纸业"@zh . <http://example.org/paper> <urn:name> "paper"@en .'
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
for thing in paper 造纸; do
  iri="http://example.org/$thing"
  seen="\"c\" \"$iri\" "
  either=$seen
  [ "$thing" = paper ] || either='"c" '
  told "$thing alone" "SELECT ?c { ?c <urn:name> ?n FILTER (STR(?c) = \"$iri\") }" "$seen" "$seen"
  told "$thing, or no name" "SELECT ?c { ?c <urn:name> ?n FILTER (STR(?c) = \"$iri\" || STR(?n) = \"none\") }" "$seen" "$either"
  told "$thing as IRI, or no name" "SELECT ?c { ?c <urn:name> ?n FILTER (?c = IRI(\"$iri\") || STR(?n) = \"none\") }" \
    "$seen" "$seen"
done
[ "$same" = 0 ] && echo "as described" || echo "no longer as described"
exit "$same"
