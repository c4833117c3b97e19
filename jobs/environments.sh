#!/usr/bin/env bash
# Makes one of the two Python environments: shop (current libraries) or rasa (Python 3.10); bench adds the peers.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '· %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# uv may be a program, a module of python3, or neither yet.
find_uv() {
  if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then UV=(uv); return; fi
  command -v python3 >/dev/null || fail "Python 3 is missing: install Python 3.11 or newer, then run this again."
  if ! python3 -m uv --version >/dev/null 2>&1; then
    say "Installing uv"
    python3 -m pip install --quiet uv 2>/dev/null || python3 -m pip install --quiet --user --break-system-packages uv \
      || fail "uv could not be installed: install it by hand (python3 -m pip install uv), then run this again."
  fi
  UV=(python3 -m uv)
}

# A pyenv that has 3.10 but does not activate it shows uv a shim that refuses to start, so its real path is asked for first.
find_python_310() {
  local prefix
  if command -v pyenv >/dev/null && prefix=$(pyenv prefix 3.10 2>/dev/null) && [ -x "$prefix/bin/python" ]; then
    PYTHON_310="$prefix/bin/python"; return
  fi
  if PYTHON_310=$("${UV[@]}" python find 3.10 2>/dev/null) && "$PYTHON_310" -c '' 2>/dev/null; then return; fi
  say "Fetching Python 3.10"
  "${UV[@]}" python install 3.10 >/dev/null 2>&1 && PYTHON_310=$("${UV[@]}" python find --managed-python 3.10 2>/dev/null) \
    || fail "Python 3.10 is missing and could not be fetched: install it (for example 'pyenv install 3.10'), then run this again."
}

find_uv
case "${1:-}" in
  shop)
    say "Making the shop's environment (.venv)"
    "${UV[@]}" sync --frozen --inexact --no-progress --quiet
    touch .venv/ready ;;
  rasa)
    find_python_310
    say "Making the assistant's environment (components/.venv), about half a minute"
    "${UV[@]}" sync --frozen --inexact --no-progress --quiet --project components --python "$PYTHON_310"
    touch components/.venv/ready ;;
  bench)
    find_python_310
    "${UV[@]}" sync --frozen --inexact --no-progress --quiet --group bench
    "${UV[@]}" sync --frozen --inexact --no-progress --quiet --project components --python "$PYTHON_310" --group bench ;;
  *) fail "Which environment? shop, rasa or bench" ;;
esac
