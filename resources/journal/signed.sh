#!/bin/sh
# sh signed.sh JOURNAL NUMBER: who has signed this record (from 0), by the list of people in the journal itself.
# Needs sed, grep, perl and openssl 3. Ends with 1 where a signature is false. First verify the journal: verify.py.
set -eu
journal=$1 seq=$2 false=0 work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bytes() { perl -e 'print pack "H*", shift' "$1"; }
line=$(sed -n "$((seq + 1))p" "$journal")
# What people sign is the line without mac and signed.
printf %s "$line" | sed -E 's/"mac":"[0-9a-f]{64}",("prev":")/\1/; s/,"signed":\[[^]]*\]\}$/}/' >"$work/text"
for one in $(printf %s "$line" | grep -oE '"by":"[0-9a-f]{16}","signature":"[0-9a-f]{128}"'); do
  person=$(printf %s "$one" | cut -d'"' -f4) signature=$(printf %s "$one" | cut -d'"' -f8)
  # The key that was enrolled for them last, up to this record.
  key=$(head -n "$((seq + 1))" "$journal" | grep -v '"kind":"people-taken"' |
    grep -oE '"key":"[0-9a-f]{64}"(,"kind":"[a-z-]+")?(,"machine":true)?,"name":"([^"\\]|\\.)*","person":"'"$person"'"' | tail -n 1)
  bytes "302a300506032b6570032100$(printf %s "$key" | cut -d'"' -f4)" >"$work/key"
  bytes "$signature" >"$work/signature"
  if openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key" -sigfile "$work/signature" \
    -in "$work/text" >/dev/null 2>&1; then said=true; else said=false false=1; fi
  printf '%s %s %s\n' "$said" "$person" "$(printf %s "$key" | grep -oE '"name":"([^"\\]|\\.)*"' | cut -d: -f2-)"
done
exit $false
