# WordPress of Debian on MariaDB, served by PHP's own server. `peer.sh` says what the two functions may use.

install() {
    debian wordpress php-cli php-mysql php-xml php-mbstring php-curl php-gd php-intl mariadb-server
}

serve() {
    port=$(free_port)
    database=$(free_port)
    mkdir "$run/mysql"
    owner=$(id -un)
    [ "$owner" = root ] && owner=mysql && chown mysql "$run/mysql"
    mariadb-install-db --no-defaults --user="$owner" --datadir="$run/mysql" --auth-root-authentication-method=normal \
        --skip-test-db >"$run/install.log" 2>&1
    start mariadb mariadbd --no-defaults --user="$owner" --datadir="$run/mysql" --bind-address=127.0.0.1 --port="$database" \
        --socket="$run/mysql/socket" --skip-grant-tables --innodb-flush-log-at-trx-commit=0
    for _ in $(seq 120); do
        mariadb --no-defaults --socket="$run/mysql/socket" -e 'CREATE DATABASE IF NOT EXISTS site' 2>/dev/null && break
        sleep 0.25
    done
    cp -rL /usr/share/wordpress "$run/site"
    rm -f "$run/site/wp-config.php"
    # Debian has the themes in packages of their own; what an article says is all that is looked at.
    mkdir -p "$run/site/wp-content/themes/plain"
    printf '/*\nTheme Name: Plain\n*/\n' >"$run/site/wp-content/themes/plain/style.css"
    cat >"$run/site/wp-content/themes/plain/index.php" <<'PHP'
<!doctype html><html><head><?php wp_head(); ?></head><body>
<?php while (have_posts()) { the_post(); the_title('<h1>', '</h1>'); the_post_thumbnail(); the_content(); the_category(', '); the_tags(); } ?>
</body></html>
PHP
    cat >"$run/site/wp-config.php" <<PHP
<?php
define('DB_NAME', 'site'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', '127.0.0.1:$database');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'http://127.0.0.1:$port'); define('WP_SITEURL', 'http://127.0.0.1:$port');
// Without it WordPress takes application passwords over https alone.
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEFAULT_THEME', 'plain');
define('AUTH_KEY', 'a'); define('SECURE_AUTH_KEY', 'b'); define('LOGGED_IN_KEY', 'c'); define('NONCE_KEY', 'd');
define('AUTH_SALT', 'e'); define('SECURE_AUTH_SALT', 'f'); define('LOGGED_IN_SALT', 'g'); define('NONCE_SALT', 'h');
\$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
PHP
    cat >"$run/site/make.php" <<'PHP'
<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
$made = wp_install('Maison Solenne', 'brand', 'brand@brand.example', true, '', 'word');
wp_insert_term('Coulisses', 'category');
[$password] = WP_Application_Passwords::create_new_application_password($made['user_id'], ['name' => 'Parvis']);
echo $password;
PHP
    password=$(php "$run/site/make.php" 2>"$run/make.log") || fail "the site could not be made: $(tail -c 400 "$run/make.log")"
    rm "$run/site/make.php"
    start php php -d upload_max_filesize=20M -d post_max_size=20M -S "127.0.0.1:$port" -t "$run/site"
    until_answers "http://127.0.0.1:$port/?rest_route=/"
    say ready "{\"server\":\"http://127.0.0.1:$port\",\"user\":\"brand\",\"password\":\"$password\"}"
}
