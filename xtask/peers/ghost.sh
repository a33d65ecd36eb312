# Ghost with SQLite on Node 22. `peer.sh` says what the two functions may use.

install() {
    node22
    [ -e "$cache/ghost/done" ] && return
    rm -rf "$cache/ghost" && mkdir -p "$cache/ghost" && cd "$cache/ghost"
    npm pack --silent ghost@6.65.0 >/dev/null
    tar -xzf ghost-6.65.0.tgz && rm ghost-6.65.0.tgz && cd package
    npm install --silent --no-audit --no-fund --prefix "$cache/pnpm" pnpm@12.4.2
    "$cache/pnpm/node_modules/.bin/pnpm" install --prod --frozen-lockfile --ignore-scripts --silent
    cd "$(dirname "$(readlink -f node_modules/better-sqlite3/package.json)")"
    build_native
    touch "$cache/ghost/done"
}

serve() {
    node22
    port=$(free_port)
    mkdir -p "$run/content/data" "$run/content/images" "$run/content/themes" "$run/content/logs"
    cp -r "$cache/ghost/package/content/themes/." "$run/content/themes/"
    # It reads its configuration where it is started, and its own files too.
    mkdir "$run/site"
    ln -s "$cache/ghost/package/"* "$run/site/"
    cat >"$run/site/config.production.json" <<JSON
{"url":"http://127.0.0.1:$port","server":{"host":"127.0.0.1","port":$port},
 "database":{"client":"better-sqlite3","connection":{"filename":"$run/content/data/ghost.db"},"useNullAsDefault":true},
 "mail":{"transport":"Direct"},"logging":{"transports":["stdout"]},"security":{"staffDeviceVerification":false},
 "privacy":{"useUpdateCheck":false,"useGravatar":false},"paths":{"contentPath":"$run/content"}}
JSON
    cd "$run/site"
    NODE_ENV=production start ghost "$node" index.js
    until_answers "http://127.0.0.1:$port/ghost/api/admin/site/"
    # The owner, signed in once, makes the key of an integration; the interface wants to know where a browser would come from.
    api=http://127.0.0.1:$port/ghost/api/admin
    call() { curl -sS -b "$run/jar" -c "$run/jar" -H "Origin: http://127.0.0.1:$port" -H 'content-type: application/json' "$@"; }
    call "$api/authentication/setup/" -o "$run/setup.log" \
        -d '{"setup":[{"name":"Brand","email":"brand@brand.example","password":"Sn0w-on-the-pass","blogTitle":"Maison Solenne"}]}'
    call "$api/session/" -o "$run/session.log" -d '{"username":"brand@brand.example","password":"Sn0w-on-the-pass"}'
    key=$(call "$api/integrations/?include=api_keys" -d '{"integrations":[{"name":"Parvis"}]}' | python3 -c '
import json, sys
print(next(key["secret"] for key in json.load(sys.stdin)["integrations"][0]["api_keys"] if key["type"] == "admin"))') ||
        fail "no key could be made: $(tail -c 300 "$run/setup.log" "$run/session.log" | tr '\n' ' ')"
    say ready "{\"server\":\"http://127.0.0.1:$port\",\"key\":\"$key\"}"
}
