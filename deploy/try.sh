#!/bin/sh
# Tries the examples of this directory with a real nginx and a real Caddy against a running server:
#
#   NONGCHAO_ORIGIN=https://act.example.gov.cn NONGCHAO_PROXIES=127.0.0.1 NONGCHAO_METRICS_TOKEN=x \
#     ./nongchao serve --demo --data /tmp/tried --port 8080
#   PORT=8080 deploy/try.sh      (needs nginx, caddy, openssl, curl, python3; ports 8443 to 8445)
#
# Only ports and certificates differ from the examples. Prints a line a check; the exit code counts
# those that fail.
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
wrong=0
trap 'kill $nginx $caddy 2>/dev/null; rm -rf "$dir"' EXIT

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=act.example.gov.cn \
  -addext subjectAltName=DNS:act.example.gov.cn \
  -keyout "$dir/nongchao.key" -out "$dir/nongchao.crt" 2>/dev/null

{
  echo "pid $dir/nginx.pid; error_log $dir/nginx.log; worker_processes 2; worker_rlimit_nofile 20000;"
  echo "events { worker_connections 9000; }"
  echo "http { access_log off; client_body_temp_path $dir; proxy_temp_path $dir;"
  sed -e "s#listen 443#listen 8443#; s#listen 80;#listen 8444;#; s#/etc/nginx/nongchao#$dir/nongchao#; s#127.0.0.1:8080#127.0.0.1:${PORT:-8080}#" \
    "$here/nginx.conf"
  echo "}"
} > "$dir/nginx.conf"
nginx -c "$dir/nginx.conf" -g 'daemon off;' 2>> "$dir/nginx.err" & nginx=$!

sed -e "s#127.0.0.1:8080#127.0.0.1:${PORT:-8080}#; s#^act.example.gov.cn {#https://act.example.gov.cn:8445 {\n\ttls $dir/nongchao.crt $dir/nongchao.key#" \
  -e "0,/^{/s##{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust#" \
  "$here/Caddyfile" > "$dir/Caddyfile"
caddy run --adapter caddyfile --config "$dir/Caddyfile" 2> "$dir/caddy.log" & caddy=$!

to() { # PORT PATH [words for curl]: the answer's head and body
  port=$1 path=$2
  shift 2
  curl -sk -i --max-time 30 --resolve "act.example.gov.cn:$port:127.0.0.1" "$@" \
    "https://act.example.gov.cn:$port$path"
}

check() { # WHAT HOLDS-IF-ZERO
  if [ "$2" -eq 0 ]; then echo "ok    $1"; else echo "WRONG $1"; wrong=$((wrong + 1)); fi
}

has() { printf '%s' "$1" | tr -d '\r' | grep -q "$2"; echo $?; }
hasnot() { printf '%s' "$1" | tr -d '\r' | grep -q "$2" && echo 1 || echo 0; }

tries=0
until to 8443 / 2>/dev/null | grep -q 'HTTP/' && to 8445 / 2>/dev/null | grep -q 'HTTP/'; do
  tries=$((tries + 1))
  [ $tries -lt 50 ] || { cat "$dir"/*.log "$dir/nginx.err"; exit 99; }
  sleep 0.2
done

for one in nginx:8443 caddy:8445; do
  name=${one%:*} port=${one#*:}
  check "$name: the front page" "$(has "$(to "$port" /)" ' 200')"
  check "$name: it serves" "$(has "$(to "$port" /health)" '"status":"up"')"
  check "$name: figures stay inside" "$(has "$(to "$port" /metrics)" ' 404')"
  check "$name: HSTS, since it is HTTPS" "$(has "$(to "$port" /)" '^[Ss]trict-[Tt]ransport')"
  check "$name: cookies stay with HTTPS" "$(has "$(to "$port" /sign-in)" '^[Ss]et-[Cc]ookie: XSRF.*Secure')"
  check "$name: redirects are relative" "$(has "$(to "$port" /inbox)" '^[Ll]ocation: /sign-in?back=%2Finbox$')"
  forged=$(to "$port" /inbox -H 'X-Forwarded-Host: evil.example' -H 'Forwarded: host=evil.example')
  check "$name: a forged host leads nowhere" "$(hasnot "$forged" evil)"
  spec=$(to "$port" /openapi.json -H 'X-Forwarded-Host: evil.example')
  check "$name: what is absolute is the origin" "$(has "$spec" '"url":"https://act.example.gov.cn"')"
  # Wrong codes of one client count as one's, whatever address it claims; the 31st is too many.
  got=$(for i in $(seq 31); do
    to "$port" /api/v1/track -H 'Content-Type: application/json' \
      -H "X-Forwarded-For: 198.51.100.$i" -H "X-Real-IP: 198.51.100.$i" \
      -H "Forwarded: for=198.51.100.$i" -d '{"code":"AAAABBBBCCCC"}' | sed -n 1p
  done | grep -c ' 429')
  check "$name: a forged address is not believed ($got of 31 refused)" "$((got >= 1 ? 0 : 1))"
  slow=$(python3 - "$port" "${SLOW:-75}" <<'P'
import socket, ssl, sys, time
port, seconds = int(sys.argv[1]), int(sys.argv[2])
c = ssl.create_default_context(); c.check_hostname = False; c.verify_mode = ssl.CERT_NONE
s = c.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname="act.example.gov.cn")
pdf = b"%PDF-1.4\n" + b"%% " * (10000 * seconds // 3)
body = (b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
        b"Content-Type: application/pdf\r\n\r\n" + pdf + b"\r\n--x--\r\n")
s.sendall(b"POST /api/v1/evidence HTTP/1.1\r\nHost: act.example.gov.cn\r\nConnection: close\r\n"
          b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n" % len(body))
step = len(body) // seconds + 1
try:
    for at in range(0, len(body), step):
        s.sendall(body[at:at + step]); time.sleep(1)
    print(s.recv(200).split(b"\r\n")[0].decode())
except OSError as e: print(e)
P
  )
  check "$name: a steady upload of ${SLOW:-75} s arrives ($slow)" "$(has "$slow" ' 201')"
  cut=$(python3 - "$port" <<'P'
import socket, sys, time
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.settimeout(40); t = time.time()
try:
    while s.recv(100): pass
except OSError: pass
print(int(time.time() - t))
P
  )
  check "$name: a connection that says nothing is gone after $cut s" "$((cut <= 15 ? 0 : 1))"
done

plain=$(curl -si -H 'Host: act.example.gov.cn' http://127.0.0.1:8444/inbox)
check "nginx: plain HTTP leads to HTTPS" "$(has "$plain" '^Location: https://act.example.gov.cn/inbox$')"

held=$(python3 - <<'P'
import socket, ssl, time
held = []
for i in range(2000):
    try:
        s = socket.create_connection(("127.0.0.1", 8443), timeout=2); held.append(s)
    except OSError: break
c = ssl.create_default_context(); c.check_hostname = False; c.verify_mode = ssl.CERT_NONE
s = socket.create_connection(("127.0.0.2", 8443), timeout=5)
t = time.time(); s = c.wrap_socket(s)
s.sendall(b"GET / HTTP/1.1\r\nHost: act.example.gov.cn\r\nConnection: close\r\n\r\n")
print(s.recv(100).split(b"\r\n")[0].decode(), "after %.1f s with %d held" % (time.time() - t, len(held)))
P
)
check "nginx: silent connections shut nobody out ($held)" "$(has "$held" ' 200')"
exit $wrong
