#!/usr/bin/env bash
# README: writes the logs of the other programs again, beside this script:
#
#	apt-get install nginx apache2-bin lighttpd haproxy caddy squid curl \
#		python3-django python3-flask python3-uvicorn && ./make-others.sh
#
# Everything else is in a temporary folder, which the script removes at the end. All servers
# listen only on 127.0.0.1 (ports 18090 to 18099; nothing listens on 18098). The script stops
# them at the end. It takes about half a minute.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
chmod 755 "$dir"
export TZ=UTC
pids=()
finish() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	wait 2>/dev/null || true
	rm -rf "$dir"
}
trap finish EXIT

port=0
ask() { curl -s -o /dev/null --path-as-is "${@:2}" "http://127.0.0.1:$port$1" || true; }
times() { for _ in $(seq "$1"); do "${@:2}"; done; }
# raw sends bytes as they are and waits until the server closes the connection.
raw() {
	exec 3<>"/dev/tcp/127.0.0.1/$port"
	printf "$1" >&3
	timeout 2 cat <&3 >"$dir/answer" 2>&1 || true
	exec 3>&-
}
# start starts a server on a port, and waits until it listens. stop stops it.
start() {
	port=$1
	"${@:2}" &
	pid=$!
	pids+=("$pid")
	for _ in {1..100}; do
		if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
		sleep 0.1
	done
	echo "nothing listens on $port" >&2
	exit 1
}
stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; }
visit() {
	times 3 ask '/?q=1' -e 'https://example.org/search?q="status"'
	ask / -I
	times 4 ask /none
	ask '/none?q=2' -X POST -d 'a=b'
	ask '/other "quoted"/\back'
	ask /denied
}

mkdir -p "$dir/site" "$dir/temp"
echo 'something to read' >"$dir/site/index.html"
echo 'secret' >"$dir/site/denied"
user=$([ "$(id -u)" != 0 ] || echo 'user root;')

# ---- nginx, which is also the server behind the proxies

cat >"$dir/nginx.conf" <<END
$user
daemon off; pid pid; worker_processes 1; error_log error.log;
events { }
http {
	client_body_temp_path temp/a; proxy_temp_path temp/b; fastcgi_temp_path temp/c; uwsgi_temp_path temp/d; scgi_temp_path temp/e;
	log_format length '\$remote_addr - \$remote_user [\$time_local] "\$request" \$request_length \$status \$body_bytes_sent "\$http_referer" "\$http_user_agent"';
	log_format host '\$remote_addr - \$remote_user [\$time_local] "\$host" \$status "\$request" \$body_bytes_sent';
	log_format last '\$remote_addr - \$remote_user [\$time_local] "\$request" \$body_bytes_sent "\$http_referer" \$request_time \$status';
	log_format json escape=json '{"time":"\$time_iso8601","remote_addr":"\$remote_addr","request":"\$request","status":"\$status","body_bytes_sent":"\$body_bytes_sent","upstream_status":"\$upstream_status","http_referer":"\$http_referer"}';
	server {
		listen 127.0.0.1:18090; root site;
		access_log length.log length; access_log host.log host; access_log last.log last; access_log json.log json;
		location = /denied { deny all; }
		location /dead { proxy_pass http://127.0.0.1:18098; }
		location /slow { proxy_pass http://127.0.0.1:18091/; }
	}
	# This server sends one byte per second, also of the header.
	server { listen 127.0.0.1:18091; root site; access_log off; limit_rate 1; }
}
END
start 18090 nginx -e "$dir/error.log" -p "$dir" -c "$dir/nginx.conf"
visit
times 2 ask /dead
ask /dead -X POST -d 'a=b'
ask /slow -m 0.5
for n in 200 210 220 230; do ask "/$(printf "a%.0s" $(seq $n))"; done # requests of many lengths
for name in length host last json; do cp "$dir/$name.log" "$here/nginx-$name.log"; done

# ---- HAProxy

for form in 'httplog' 'httplog clf'; do
	cat >"$dir/haproxy.cfg" <<END
global
	log stdout format raw local0
defaults
	mode http
	log global
	option $form
	option abortonclose
	timeout client 5s
	timeout server 1s
	timeout connect 1s
frontend in
	bind 127.0.0.1:18092
	capture request header User-Agent len 20
	use_backend dead if { path /dead }
	use_backend slow if { path /slow /hanging }
	default_backend site
backend site
	server site 127.0.0.1:18090
backend dead
	server dead 127.0.0.1:18098
backend slow
	server slow 127.0.0.1:18091
END
	name=haproxy
	[ "$form" = httplog ] || name=haproxy-clf
	start 18092 haproxy -f "$dir/haproxy.cfg" >"$dir/$name.out" 2>/dev/null
	visit
	times 2 ask /dead
	ask /hanging
	ask /slow -m 0.3
	raw 'hello\r\n\r\n'
	sleep 1.5
	stop
	grep -v '^\[\|^<' "$dir/$name.out" >"$here/$name.log"
done

# ---- Squid

cat >"$dir/squid.conf" <<END
http_port 127.0.0.1:18093
acl all_ports port 1-65535
acl denied urlpath_regex ^/denied
http_access deny denied
http_access allow all
access_log stdio:$dir/squid.log squid
cache_log $dir/squid-cache.log
pid_filename $dir/squid.pid
coredump_dir $dir
cache deny all
connect_timeout 1 second
shutdown_lifetime 0 seconds
logfile_rotate 0
pinger_enable off
END
touch "$dir/squid.log" "$dir/squid-cache.log"
[ "$(id -u)" != 0 ] || chown -R proxy "$dir/squid.log" "$dir/squid-cache.log"
chmod 777 "$dir"
start 18093 squid -N -f "$dir/squid.conf"
port=18090
through() { visit; ask /dead -m 3; ask /slow -m 0.5; }
http_proxy=http://127.0.0.1:18093 no_proxy= through
curl -s -o /dev/null -m 3 -p -x http://127.0.0.1:18093 http://127.0.0.1:18098/ || true
sleep 0.5
stop
cp "$dir/squid.log" "$here/squid.log"

# ---- Apache

cat >"$dir/apache.conf" <<END
ServerRoot $dir
PidFile $dir/apache.pid
Listen 127.0.0.1:18094
ServerName localhost
ErrorLog $dir/apache-error.log
$(for m in mpm_event authn_core authz_core alias dir mime; do echo "LoadModule ${m}_module /usr/lib/apache2/modules/mod_$m.so"; done)
TypesConfig /dev/null
DocumentRoot $dir/site
<Directory $dir/site>
	Require all granted
</Directory>
<Location /denied>
	Require all denied
</Location>
Redirect 503 /busy
CustomLog $dir/apache.log "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\""
END
start 18094 apache2 -X -f "$dir/apache.conf"
visit
times 2 ask /busy
raw 'GET /"quoted" HTTP/1.1\r\nbad header\r\n\r\n'
raw '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 \x22\x5c'
sleep 0.2
stop
cp "$dir/apache.log" "$here/apache.log"

# ---- lighttpd

cat >"$dir/lighttpd.conf" <<END
server.modules = ("mod_access", "mod_accesslog")
server.document-root = "$dir/site"
server.bind = "127.0.0.1"
server.port = 18095
index-file.names = ("index.html")
accesslog.filename = "$dir/lighttpd.log"
\$HTTP["url"] == "/denied" { url.access-deny = ("") }
END
start 18095 lighttpd -D -f "$dir/lighttpd.conf"
visit
raw '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 \x22\x5c\r\n\r\n'
sleep 0.2
stop
cp "$dir/lighttpd.log" "$here/lighttpd.log"

# ---- Caddy

cat >"$dir/Caddyfile" <<END
{
	admin off
	auto_https off
}
http://127.0.0.1:18096 {
	log {
		output file $dir/caddy.log
	}
	root * $dir/site
	respond /denied 403
	reverse_proxy /dead 127.0.0.1:18098
	reverse_proxy /slow 127.0.0.1:18091
	file_server
}
END
export XDG_CONFIG_HOME=$dir XDG_DATA_HOME=$dir
start 18096 caddy run --config "$dir/Caddyfile" --adapter caddyfile 2>/dev/null
visit
times 2 ask /dead
ask /slow -m 0.5
sleep 0.2
stop
cp "$dir/caddy.log" "$here/caddy.log"

# ---- development servers in Python

# coloured runs Python with a terminal, so that the server writes in colour.
coloured() {
	cd "$dir"
	TERM=xterm exec script -q -e -c "exec /usr/bin/python3 ${*:2}" "$1" >/dev/null
}

cat >"$dir/app.py" <<END
import flask
app = flask.Flask(__name__)

@app.route("/")
def index():
    return "something to read"

@app.route("/denied")
def denied():
    flask.abort(403)

@app.route("/broken")
def broken():
    flask.abort(500)
END
start 18097 coloured "$dir/werkzeug.log" -m flask run -p 18097
visit
ask /broken
stop
grep -a HTTP/ "$dir/werkzeug.log" >"$here/werkzeug.log"

cat >"$dir/project.py" <<END
import django.conf, django.core.exceptions, django.http, django.urls
django.conf.settings.configure(DEBUG=True, SECRET_KEY="x", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])

def index(request):
    return django.http.HttpResponse("something to read")

def denied(request):
    raise django.core.exceptions.PermissionDenied

urlpatterns = [django.urls.path("", index), django.urls.path("denied", denied)]
if __name__ == "__main__":
    import sys
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
END
start 18097 coloured "$dir/django.log" project.py runserver --noreload 127.0.0.1:18097
visit
stop
grep -a HTTP/ "$dir/django.log" >"$here/django.log"

cat >"$dir/asgi.py" <<END
async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    status = {"/": 200, "/denied": 403}.get(scope["path"], 404)
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"something to read"})
END
start 18097 env -C "$dir" /usr/bin/python3 -m uvicorn --port 18097 asgi:app >"$dir/uvicorn.log" 2>/dev/null
visit
stop
cp "$dir/uvicorn.log" "$here/uvicorn.log"
