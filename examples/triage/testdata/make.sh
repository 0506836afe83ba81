#!/usr/bin/env bash
# README: writes access.log and common.log again, beside this script, with a real nginx:
#
#	apt-get install nginx curl && ./make.sh
#
# Everything else is in a temporary folder, which the script removes at the end. nginx
# listens only on 127.0.0.1 (ports 18080 to 18083; nothing listens on 18084). The script
# stops it at the end. It takes about ten seconds.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
export TZ=UTC
nginx() { command nginx -e "$dir/error.log" -p "$dir" -c "$dir/nginx.conf" "$@"; }
stop() {
	[ ! -s "$dir/pid" ] || nginx -s quit
	for _ in {1..50}; do [ -e "$dir/pid" ] || return 0; sleep 0.1; done
	nginx -s stop
}
finish() { stop || true; rm -rf "$dir"; }
trap finish EXIT

# ---- the site

mkdir -p "$dir"/{temp,site/dir,site/dav}
echo 'something to read' >"$dir/site/index.html"
seq 200 >"$dir/site/numbers.txt"
printf 'Ann Lee:{PLAIN}secret\nbob:{PLAIN}secret\n' >"$dir/users"

# nginx sends some statuses only if it is told to. Each of them has a location here:
# the response to /status/522 is 522.
statuses=$(printf '%s\n' 200 204 300 302 303 307 308 402 406 407 409 410 411 417 418 421 422 \
	423 424 425 426 428 444 451 500 503 506 507 508 510 511 520 522 530 599 999 |
	sed 's|.*|location = /status/& { return &; }|')

cat >"$dir/site.conf" <<END
root site;
location / { }
location = /old { return 301 /index.html; }
location = /private { auth_basic "private"; auth_basic_user_file users; try_files /index.html =404; }
location = /denied { deny all; }
location = /limited { limit_req zone=limited; limit_req_status 429; try_files /index.html =404; }
location = /busy { limit_req zone=busy; try_files /index.html =404; }
location = /loop { try_files /none /loop; }
location = /upload { client_max_body_size 1k; proxy_pass http://127.0.0.1:18082/index.html; }
location /dead { proxy_pass http://127.0.0.1:18084; }
location /slow { proxy_pass http://127.0.0.1:18082/index.html; }
location /hanging { proxy_pass http://127.0.0.1:18082/index.html; proxy_read_timeout 300ms; }
location /dav { dav_methods PUT DELETE MKCOL COPY MOVE; }
error_page 494 =431 /too-large;
location = /too-large { internal; return 431; }
$statuses
END

cat >"$dir/nginx.conf" <<END
$([ "$(id -u)" != 0 ] || echo 'user root;')
pid pid;
worker_processes 1;
events { }
http {
	log_format common '\$remote_addr - \$remote_user [\$time_local] "\$request" \$status \$body_bytes_sent';
	types { text/html html; text/plain txt; }
	client_body_temp_path temp/body; proxy_temp_path temp/proxy; fastcgi_temp_path temp/fastcgi;
	uwsgi_temp_path temp/uwsgi; scgi_temp_path temp/scgi;
	limit_req_zone \$server_port zone=limited:1m rate=1r/m;
	limit_req_zone \$server_port zone=busy:1m rate=1r/m;
	client_header_timeout 1s; client_body_timeout 1s;
	large_client_header_buffers 4 2k;
	set_real_ip_from 127.0.0.1; real_ip_header X-Forwarded-For;
	server { listen 127.0.0.1:18080; access_log access.log combined; include site.conf; }
	server { listen 127.0.0.1:18081; access_log common.log common; include site.conf; }
	server { listen 127.0.0.1:18083 http2; access_log access.log combined; include site.conf; }
	# This upstream server sends one byte per second, also of the header, so clients wait.
	server { listen 127.0.0.1:18082; access_log off; root site; limit_rate 1; error_page 405 =200 \$uri; }
}
END
nginx

# ---- the requests

port=18080
ask() { curl -s -o /dev/null --path-as-is "${@:2}" "http://127.0.0.1:$port$1" || true; }
times() { for _ in $(seq "$1"); do "${@:2}"; done; }
# raw sends bytes as they are and waits until nginx closes the connection.
raw() {
	exec 3<>"/dev/tcp/127.0.0.1/$port"
	printf "$1" >&3
	cat <&3 >"$dir/answer" 2>&1 || true
	exec 3>&-
}
long=$(printf 'a%.0s' {1..3000})

everyday() {
	times 12 ask / -A 'Mozilla/5.0 (X11; Linux x86_64) "quoted"' -e 'https://example.org/search?q="status"'
	times 6 ask /numbers.txt -A 'Mozilla/5.0 (iPhone)'
	times 3 ask /index.html -I
	times 2 ask /numbers.txt -r 0-9
	ask /numbers.txt -r 9000-
	times 3 ask / -z '1 Jan 2035'
	ask / -H 'If-Match: "another"'
	ask /dir
	times 2 ask /old
	times 9 ask /favicon.ico
	times 3 ask /.env -A 'scanner/1.0'
	ask /none -X POST -d 'a=b'
	ask /none -I
	times 4 ask /dir/
	times 2 ask /denied
	times 3 ask /private
	ask /private -u 'bob:wrong'
	ask /private -u 'bob:secret'
	ask /private -u 'Ann Lee:secret'
	times 4 ask / -X POST -d 'a=b'
	ask / -X TRACE
	ask / -X 'BREW'
	times 7 ask /limited
	ask /limited -X POST -d 'a=b'
	times 3 ask /busy
	ask /busy -X POST -d 'a=b'
	ask /upload -X POST --data-binary "$long"
	times 5 ask /dead
	times 3 ask /dead -X POST -d 'a=b'
	times 2 ask /hanging
	ask /hanging -X POST -d 'a=b'
	times 2 ask /slow -m 0.3
	times 2 ask /loop
}

everyday
ask '/search?q="x"&y=\' # nginx writes the quote as \x22 and the backslash as \x5C
ask / -H 'X-Forwarded-For: 2001:db8::7'
ask /none -H 'X-Forwarded-For: 2001:db8::7'

ask /dav/file -X PUT -d 'text'
ask /dav/file -X PUT -d 'another text'
ask /dav/file -X PUT -d 'part' -H 'Content-Range: bytes 0-3/9'
ask /dav/new/ -X MKCOL
ask /dav/new/ -X MKCOL
ask /dav/other/ -X MKCOL -d 'content'
ask /dav/a/b/ -X MKCOL
ask /dav/file -X COPY -H 'Destination: /dav/copy'
ask /dav/file -X COPY -H 'Destination: /dav/copy' -H 'Overwrite: F'
ask /dav/copy -X MOVE -H 'Destination: /dav/moved'
ask /dav/moved -X DELETE
ask /dav/moved -X DELETE
ask /dav/new -X DELETE
ask /dav/file -X PROPFIND
ask /dav/file -X PATCH -d 'a=b'

for status in $(grep -o '/status/[0-9]*' "$dir/site.conf"); do ask "$status"; done
times 3 ask /status/522
ask /status/500 -X POST -d 'a=b'
ask /status/421 -X POST -d 'a=b'

port=18083
times 4 ask / --http2-prior-knowledge
times 2 ask /none --http2-prior-knowledge
ask /dead --http2-prior-knowledge
port=18080

ask "/$long"
ask / -H "X-Long: $long"
raw 'GET /\r\n'
raw 'GET / HTTP/1.1\r\n\r\n'
raw 'GET / HTTP/2.7\r\nHost: a\r\n\r\n'
raw 'POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: bananas\r\n\r\n'
raw 'GET /"quoted" HTTP/1.1\r\nbad header\r\n\r\n'
raw 'hello\r\n'
raw 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
raw '\r\n\r\n\r\n'
raw '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 \x22\x5c'
raw '\x03\x00\x00/*\xe0\x00\x00\x00\x00\x00Cookie: mstshash=x\r\n'
raw 'GET / HTTP/1.1\r\nHost: a\r\n'
raw 'GET /half'
raw 'POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf'

port=18081
everyday
ask / -A 'not in this format'

stop
cp "$dir/access.log" "$dir/common.log" "$here"
