#!/usr/bin/env bash
# Makes sure that a Chromium is there for the tests; prints nothing when it is. CHROMIUM=/path names another one.
set -euo pipefail
for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
  if [ -n "$browser" ] && command -v "$browser" >/dev/null; then exit 0; fi
done
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
  export DEBIAN_FRONTEND=noninteractive
  echo "Installing the package chromium for the tests" >&2
  $sudo apt-get install --yes --quiet=2 chromium >/dev/null 2>&1 || { $sudo apt-get update --quiet=2 && $sudo apt-get install --yes --quiet=2 chromium >/dev/null; }
  exit 0
fi
echo "The tests need Chromium: install the package chromium (Debian, Ubuntu) or Google Chrome (macOS), or say CHROMIUM=/path/to/chromium" >&2
exit 1
