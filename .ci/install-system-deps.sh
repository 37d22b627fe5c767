#!/usr/bin/env bash
# Makes sure that the programs are there which pip and npm cannot bring; prints nothing when they are.
# Needed: Chromium (CHROMIUM=/path names another browser), Java, npm. Wanted: Firefox, WebKitGTK and Xvfb, whose tests the suite counts as
# left out where they are missing, and Debian's Chromium without windows, with which the tests take half the time.
# Installs what is missing by apt where it may; else says in one line what to install.
set -euo pipefail

has_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then return 0; fi
  done
  return 1
}
has_java() { command -v java >/dev/null && java -version >/dev/null 2>&1; } # macOS has a `java` that only asks to install one
has_npm() { command -v npm >/dev/null && command -v node >/dev/null; }
has_shell() { command -v chromium-headless-shell >/dev/null || ! grep -qx 'ID=debian' /etc/os-release 2>/dev/null; } # others lack it
has_firefox() { command -v firefox-esr >/dev/null; }
has_webkit() { command -v WebKitWebDriver >/dev/null; }
has_xvfb() { command -v Xvfb >/dev/null; }

package() { # what apt calls it
  case $1 in
    java) echo default-jre-headless ;;
    shell) echo chromium-headless-shell ;;
    firefox) echo firefox-esr ;;
    webkit) echo webkit2gtk-driver ;;
    *) echo "$1" ;;
  esac
}

needed="" wanted="" packages=""
for part in chromium java npm; do has_$part || { needed="$needed $part"; packages="$packages $(package $part)"; }; done
for part in shell firefox webkit xvfb; do has_$part || { wanted="$wanted $part"; packages="$packages $(package $part)"; }; done
if [ -z "$packages" ]; then exit 0; fi

sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  export DEBIAN_FRONTEND=noninteractive
  echo "Installing$packages" >&2
  apt="$sudo apt-get --quiet=2 -o Acquire::Retries=1 -o Acquire::http::Timeout=20" # without a network it is soon told
  $apt update || true
  for name in $packages; do $apt install --yes "$name" >/dev/null 2>&1 || echo "apt-get could not install $name" >&2; done
fi
for part in $needed; do
  has_$part || { echo "Missing:$needed. Install them: apt-get install$packages (Debian, Ubuntu), or brew install google-chrome openjdk node (macOS)" >&2; exit 1; }
done
