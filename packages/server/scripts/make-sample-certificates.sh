#!/usr/bin/env bash
# Creates the files of testdata/certificates again, with OpenSSL 3. The keys are worthless: nothing
# trusts their root, and their password is below.
set -euo pipefail

folder=$(cd "$(dirname "$0")/../testdata/certificates" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

password="open sesame"
ec=(-newkey ec -pkeyopt ec_paramgen_curve:P-256)

openssl req -x509 "${ec[@]}" -noenc -keyout root.key -out root.crt -days 18250 \
  -subj "/C=GB/O=Samples/CN=Sample root" 2>/dev/null
sign() { # name of the new certificate, of its issuer, extensions
  openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 18250 \
    -out "$1.crt" -extfile <(printf '%s\n' "$3") 2>/dev/null
}
openssl req "${ec[@]}" -noenc -keyout issuing.key -out issuing.csr -subj "/O=Samples/CN=Issuing" 2>/dev/null
sign issuing root "basicConstraints=critical,CA:TRUE"

names="subjectAltName=DNS:www.example.org,DNS:*.example.org,IP:192.0.2.7,IP:2001:db8::7,email:web@example.org"
openssl req -newkey rsa:2048 -noenc -keyout rsa.key -out rsa.csr -utf8 \
  -subj '/C=GB/O=Müller, Söhne \+ Co/OU=Web+L=Here/CN=www.example.org' 2>/dev/null
sign rsa issuing "$names"
openssl req "${ec[@]}" -noenc -keyout ec.key -out ec.csr -subj "/CN=ec.example.org" 2>/dev/null
sign ec issuing "subjectAltName=DNS:ec.example.org"
openssl req -x509 -newkey ed25519 -noenc -keyout ed25519.key -out ed25519.crt -days 18250 \
  -subj "/CN=ed25519.example.org" 2>/dev/null

cat issuing.crt root.crt > chain.crt
cp rsa.crt "$folder/rsa.pem"
openssl x509 -in rsa.crt -outform DER -out "$folder/rsa.der"
cat rsa.key rsa.crt chain.crt > "$folder/rsa-bundle.pem"
{ cat chain.crt rsa.crt
  openssl pkcs8 -topk8 -in rsa.key -v2 aes-256-cbc -passout "pass:$password"; } > "$folder/rsa-encrypted.pem"
{ openssl rsa -in rsa.key -traditional -aes128 -passout "pass:$password" 2>/dev/null
  cat rsa.crt; } > "$folder/rsa-traditional.pem"
{ openssl ecparam -name prime256v1; openssl ec -in ec.key 2>/dev/null
  openssl x509 -in ec.crt -text; } > "$folder/ec-bundle.pem"
{ openssl pkcs8 -topk8 -in ec.key -v2 des3 -passout "pass:$password"; cat ec.crt; } > "$folder/ec-encrypted.pem"
cp ec.key "$folder/ec.key"

pfx() { # file, key and certificate, password, options
  openssl pkcs12 -export -inkey "$2.key" -in "$2.crt" -passout "pass:$3" -out "$folder/$1" "${@:4}"
}
pfx rsa-aes256.pfx rsa "$password" -certfile chain.crt
pfx rsa-3des.pfx rsa "$password" -certfile chain.crt -legacy \
  -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
pfx rsa-rc2.pfx rsa "$password" -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1
pfx rsa-no-password.pfx rsa "" -certpbe NONE -keypbe NONE
pfx ec-aes128.pfx ec "$password" -certfile chain.crt -keypbe AES-128-CBC -certpbe AES-128-CBC -macalg sha512
pfx ec-3des.pfx ec "$password" -legacy -keypbe PBE-SHA1-2DES -certpbe PBE-SHA1-RC2-128 -macalg sha1
pfx ec-no-mac.pfx ec "Pässwörd 😀" -nomac
pfx ed25519.pfx ed25519 "$password"
openssl pkcs12 -export -nokeys -in chain.crt -passout "pass:$password" -out "$folder/no-key.pfx"
openssl req -in rsa.csr -out "$folder/request.pem"
