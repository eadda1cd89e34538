#!/bin/sh
# The pages that mkdocs-material's plugin "offline" makes fetch a script from a server elsewhere.
#
# What it shows: the plugin, which is there so that a site can be read from a disk without a network, puts
#   a <script src="https://…/iframe-worker/shim"> into every page (material/plugins/offline/plugin.py, on_config). Without it
#   the same pages fetch nothing. Where there is no network the script is missing and the search of a page that was opened
#   from a disk does not begin; where there is one, each page that is read tells a server elsewhere. The plugin "privacy" would
#   fetch it when the site is built. An entry of extra.polyfills whose address contains "iframe-worker" keeps it out.
# Seen with: mkdocs-material 9.8.2 and mkdocs 1.6.1 on CPython 3.11.
# Who would be hurt: whoever builds a manual for machines without a network, or under a rule that pages may load nothing from
#   elsewhere, and takes the name of the plugin for what it does.
#
# Needs python3 (3.11 or later) and the package index for two pinned packages. Exit status 0 if it is as described, 1 if it
# no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'mkdocs-material==9.8.2' 'mkdocs==1.6.1'
mkdir "$place/docs"
echo '# A page' > "$place/docs/index.md"

fetched() { # what the page of a site with these plugins would fetch from elsewhere
  printf 'site_name: A site\nplugins: [%s]\ntheme: {name: material, font: false}\n' "$1" > "$place/mkdocs.yml"
  NO_MKDOCS_2_WARNING=1 "$place/venv/bin/mkdocs" build --quiet --config-file "$place/mkdocs.yml"
  grep -o '<script src="https://[^"]*"' "$place/site/index.html" | sed 's|//[^/]*/|//…/|' || true
}

"$place/venv/bin/python" - <<'PYTHON'
import platform
from importlib.metadata import version

versions = ", ".join(f"{name} {version(name)}" for name in ("mkdocs-material", "mkdocs"))
print(f"Python {platform.python_version()}, {versions}")
PYTHON
without=$(fetched search)
with=$(fetched 'search, offline')
echo "plugins search:           expected nothing, fetched ${without:-nothing}"
echo "plugins search, offline:  expected nothing, fetched ${with:-nothing}"
if [ -z "$without" ] && [ "$with" = '<script src="https://…/iframe-worker/shim"' ]; then
  echo "as described"
else
  echo "no longer as described"
  exit 1
fi
