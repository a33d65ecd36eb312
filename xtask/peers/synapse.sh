# Matrix: Synapse with SQLite, one user, one room. `peer.sh` says what the two functions may use.

install() {
    [ -x "$cache/synapse/venv/bin/register_new_matrix_user" ] && return
    python3 -m venv "$cache/synapse/venv"
    "$cache/synapse/venv/bin/pip" install --quiet 'matrix-synapse==1.163.2'
}

serve() {
    bin=$cache/synapse/venv/bin
    port=$(free_port)
    "$bin/python" -m synapse.app.homeserver --generate-config --report-stats=no \
        --server-name=peer.test --config-path="$run/homeserver.yaml" --data-directory="$run" >"$run/generate.log" 2>&1
    # The listener alone is ours to choose; everything else is as the server makes it.
    sed -i -e "s/port: 8008/port: $port/" -e 's/bind_addresses: .*/bind_addresses: ["127.0.0.1"]/' -e '/trusted_key_servers/,$d' \
        "$run/homeserver.yaml"
    cat >>"$run/homeserver.yaml" <<YAML
trusted_key_servers: []
url_preview_enabled: false
rc_message: { per_second: 1000, burst_count: 1000 }
rc_login: { address: { per_second: 1000, burst_count: 1000 }, account: { per_second: 1000, burst_count: 1000 } }
YAML
    start synapse "$bin/python" -m synapse.app.homeserver -c "$run/homeserver.yaml"
    until_answers "http://127.0.0.1:$port/_matrix/client/versions"
    "$bin/register_new_matrix_user" -u brand -p word --no-admin -c "$run/homeserver.yaml" "http://127.0.0.1:$port" >"$run/register.log" 2>&1
    api=http://127.0.0.1:$port/_matrix/client/v3
    field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
    token=$(curl -sS "$api/login" -d '{"type":"m.login.password","identifier":{"type":"m.id.user","user":"brand"},"password":"word"}' |
        field access_token)
    curl -sS "$api/createRoom" -H "authorization: Bearer $token" -o "$run/room.log" \
        -d '{"preset":"public_chat","room_alias_name":"brand","name":"Maison Solenne"}'
    say ready "{\"server\":\"http://127.0.0.1:$port\",\"room\":\"#brand:peer.test\",\"token\":\"$token\"}"
}
