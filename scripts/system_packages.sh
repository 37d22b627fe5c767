#!/usr/bin/env bash
# Makes sure that the programs are there which pip and npm cannot bring; prints nothing when they are.
#   scripts/system_packages.sh browser java npm   for the tests; CHROMIUM=/path names another browser
# Installs all that is missing by one call of apt where it may; else says in one line what to install, exit code 1.
set -euo pipefail

has_browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}
has_java() { command -v java >/dev/null && java -version >/dev/null 2>&1; } # macOS has a `java` that only asks to install one
has_npm() { command -v npm >/dev/null && command -v node >/dev/null; }

named() { # what apt and brew call it
  case $1 in
    browser) echo "chromium" ;;
    java) echo "default-jre-headless" ;;
    npm) echo "npm" ;;
  esac
}
brewed() {
  case $1 in
    browser) echo "google-chrome" ;;
    java) echo "openjdk" ;;
    npm) echo "node" ;;
  esac
}

missing="" packages="" formulas=""
for part in "$@"; do
  case $part in browser | java | npm) ;; *) echo "system_packages.sh: expected browser, java or npm; found “$part”" >&2; exit 1 ;; esac
  if ! "has_$part"; then missing="$missing $part" packages="$packages $(named "$part")" formulas="$formulas $(brewed "$part")"; fi
done
if [ -z "$missing" ]; then exit 0; fi

sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  export DEBIAN_FRONTEND=noninteractive
  echo "Installing$packages" >&2
  # $packages is a list of words. The lists of a fresh machine are empty or old; only then are they fetched.
  # shellcheck disable=SC2086
  if $sudo apt-get install --yes --quiet=2 $packages >/dev/null 2>&1 || { $sudo apt-get update --quiet=2 && $sudo apt-get install --yes --quiet=2 $packages >/dev/null; }; then exit 0; fi
fi
echo "Missing:$missing. Install them: apt-get install$packages (Debian, Ubuntu), or brew install$formulas (macOS)" >&2
exit 1
