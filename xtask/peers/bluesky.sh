# Bluesky: a whole network (PLC, PDS, AppView) of `@atproto/dev-env` on PostgreSQL and Redis. `peer.sh` says what the two functions may use.

install() {
    debian redis-server postgresql
    node22
    [ -e "$cache/bluesky/done" ] && return
    rm -rf "$cache/bluesky" && mkdir -p "$cache/bluesky" && cd "$cache/bluesky"
    echo '{"private":true}' >package.json
    npm install --silent --no-audit --no-fund --ignore-scripts @atproto/dev-env@0.6.7
    find . -type d -path '*/node_modules/better-sqlite3' -prune | while read -r folder; do
        (cd "$folder" && build_native)
    done
    touch "$cache/bluesky/done"
}

serve() {
    node22
    port=$(free_port)
    pds=http://127.0.0.1:$port
    database=$(free_port)
    cache_port=$(free_port)
    bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
    as=""
    mkdir "$run/postgres"
    [ "$(id -u)" = 0 ] && chown postgres "$run/postgres" && as="setpriv --reuid postgres --regid postgres --init-groups"
    (cd "$run/postgres" && $as "$bin/initdb" --username=brand --auth=trust --no-sync -D "$run/postgres/data" >"$run/initdb.log" 2>&1)
    start postgres $as "$bin/postgres" -D "$run/postgres/data" -p "$database" -k "$run/postgres" -c listen_addresses=127.0.0.1 -c fsync=off
    start redis redis-server --bind 127.0.0.1 --port "$cache_port" --save '' --dir "$run"
    for _ in $(seq 120); do
        "$bin/createdb" -h 127.0.0.1 -p "$database" -U brand bsky 2>/dev/null && break
        sleep 0.25
    done
    # The package's own program fills the network with people and posts first, which takes minutes that nobody needs.
    cat >"$run/network.mjs" <<JS
import { TestNetwork } from '$cache/bluesky/node_modules/@atproto/dev-env/dist/index.js'
const network = await TestNetwork.create({
  pds: { port: $port, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { dbPostgresSchema: 'bsky' },
})
console.log('the network is ready', network.bsky.url)
JS
    cd "$run"
    mkdir files
    TMPDIR="$run/files" DB_POSTGRES_URL="postgres://brand@127.0.0.1:$database/bsky" DB_POSTGRES_SCHEMA=bsky \
        REDIS_HOST="127.0.0.1:$cache_port" start network "$node" network.mjs
    for _ in $(seq 600); do
        grep -q 'the network is ready' "$run/network.log" && break
        for pid in $started; do kill -0 "$pid" 2>/dev/null || fail "a server ended: $(tail -c 400 "$run/network.log" | tr '\n' ' ')"; done
        sleep 0.5
    done
    grep -q 'the network is ready' "$run/network.log" || fail "the network was not ready in time: $(tail -c 300 "$run/network.log" | tr '\n' ' ')"
    call() { method=$1; shift; curl -sS "$pds/xrpc/$method" -H 'content-type: application/json' "$@" | tee -a "$run/calls.log"; }
    field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
    for name in lecteur solenne; do
        token=$(call com.atproto.server.createAccount \
            -d "{\"handle\":\"$name.test\",\"email\":\"$name@brand.example\",\"password\":\"word\"}" | field accessJwt) ||
            fail "no account could be made: $(tail -c 300 "$run/calls.log")"
    done
    password=$(call com.atproto.server.createAppPassword -H "authorization: Bearer $token" -d '{"name":"parvis"}' | field password)
    say ready "{\"server\":\"$pds\",\"handle\":\"solenne.test\",\"password\":\"$password\",\"reader\":\"lecteur.test\",\"reader_password\":\"word\"}"
}
