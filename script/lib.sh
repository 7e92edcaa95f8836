# Read by the other scripts: stands in the checkout and puts a Node that is new enough first on the path.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root" || exit 1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

node_wanted=24

new_enough() {
  command -v "$1" >/dev/null 2>&1 && [ "$("$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null)" -ge "$node_wanted" ] 2>/dev/null
}

own_node_package() {
  case $(uname -s) in Linux) platform=linux ;; Darwin) platform=darwin ;; *) platform=unknown ;; esac
  case $(uname -m) in x86_64 | amd64) cpu=x64 ;; aarch64 | arm64) cpu=arm64 ;; *) cpu=unknown ;; esac
  echo "node-$platform-$cpu"
}

own_node="$root/.node/node_modules/$(own_node_package)/bin"

# Fails when there is no such Node yet: script/bootstrap brings it.
use_node() {
  new_enough node && return 0
  new_enough "$own_node/node" || return 1
  PATH="$own_node:$PATH"
  export PATH
}
