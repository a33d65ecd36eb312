# A mail server that keeps what it is given, one file each. `peer.sh` says what the two functions may use.

install() {
    [ -x "$cache/mail/venv/bin/aiosmtpd" ] && return
    python3 -m venv "$cache/mail/venv"
    "$cache/mail/venv/bin/pip" install --quiet 'aiosmtpd==1.4.6'
}

serve() {
    port=$(free_port)
    start mail "$cache/mail/venv/bin/python" -m aiosmtpd -n -l "127.0.0.1:$port" -c aiosmtpd.handlers.Mailbox "$run/box"
    until_answers "smtp://127.0.0.1:$port"
    say ready "{\"server\":\"smtp://127.0.0.1:$port\",\"box\":\"$run/box\",\"from\":\"Maison Solenne <news@brand.example>\",\"unsubscribe\":\"https://brand.example/stop?who={address}\",\"recipients\":\"zoe@reader.example, Max <max@reader.example>\"}"
}
