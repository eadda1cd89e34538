#!/bin/sh
# { ?x :at ?p } UNION { ?x :in ?p } ?p :partOf* ?w has no row in Virtuoso; ?x :at|:in ?p . ?p :partOf* ?w has all.
#
# What it shows: a path of any length joined to what a UNION binds is the same as the path in each branch. Virtuoso answers
#   the first with no row and status 200, the second and the third as the standard has it.
# Seen with: Virtuoso 07.20.3229 (Debian 7.2.5.1+dfsg1-0.3).
# Who would be hurt: whoever looks for what lies in a region, where a thing may be placed by one of several properties: an
#   empty answer reads as "nothing there".
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
data='<urn:x> <urn:at> <urn:a> . <urn:y> <urn:in> <urn:a> . <urn:a> <urn:partOf> <urn:b> .'
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
all='"n" 4 '
told "path behind the union" \
  'SELECT (COUNT(?w) AS ?n) { { ?x <urn:at> ?p } UNION { ?x <urn:in> ?p } ?p <urn:partOf>* ?w }' "$all" '"n" 0 '
told "path in each branch" \
  'SELECT (COUNT(?w) AS ?n) { { ?x <urn:at> ?p . ?p <urn:partOf>* ?w } UNION { ?x <urn:in> ?p . ?p <urn:partOf>* ?w } }' \
  "$all" "$all"
told "alternative in a path" 'SELECT (COUNT(?w) AS ?n) { ?x <urn:at>|<urn:in> ?p . ?p <urn:partOf>* ?w }' "$all" "$all"
[ "$same" = 0 ] && echo "as described" || echo "no longer as described"
exit "$same"
