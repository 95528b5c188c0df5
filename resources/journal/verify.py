#!/usr/bin/env python3
"""Verifies a Twofold journal with nothing of Twofold: Python 3.9 and the openssl command line.

    python3 verify.py JOURNAL [PUBLIC-KEY-IN-HEX]

Prints what it found; ends with 0 if every record holds, 1 if one does not, 2 if it cannot tell. It does not check what
people have signed: signed.sh does, a record at a time. What else it cannot is written in FORMAT.md beside this file.
"""
import hashlib
import json
import re
import subprocess
import sys
import tempfile

NONE = "0" * 64
EVERY = 1000
MOST = 65536
HEX = re.compile(r"[0-9a-f]{64}\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")
# An Ed25519 public key as a SubjectPublicKeyInfo (RFC 8410, 4), before its 32 bytes.
SPKI = bytes.fromhex("302a300506032b6570032100")


def signed(key, text, signature):
    """Whether signature (hex) is the Ed25519 signature of text by key (hex)."""
    try:
        der, raw = SPKI + bytes.fromhex(key), bytes.fromhex(signature)
    except ValueError:
        return False
    with tempfile.NamedTemporaryFile() as k, tempfile.NamedTemporaryFile() as s, tempfile.NamedTemporaryFile() as t:
        for file, content in ((k, der), (s, raw), (t, text.encode("ascii"))):
            file.write(content)
            file.flush()
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER"]
        command += ["-inkey", k.name, "-sigfile", s.name, "-in", t.name]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def canonical(value):
    """The one text of RFC 8785 for what a record holds: objects, lists, text, whole numbers, true, false, null."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(line):
    """The record in a line, or a sentence that says why it is none."""
    try:
        text = line.decode("utf-8")
        record = json.loads(text)
    except (UnicodeDecodeError, ValueError, RecursionError):
        return "it is not a JSON object"
    if not isinstance(record, dict) or set(record) - {"by", "signed"} != {"at", "event", "mac", "prev", "seq"}:
        return "it does not have exactly the fields at, event, mac, prev and seq, and by and signed where people are"
    if not all(isinstance(record[name], str) and HEX.match(record[name]) for name in ("mac", "prev")):
        return "its hash or its mac is not 64 hex digits"
    if not isinstance(record["at"], str) or not TIME.match(record["at"]) or not isinstance(record["event"], dict):
        return "its time or its event is not as it must be"
    return record if canonical(record) == text else "it is not in canonical form"


def verify(lines, key):
    """(records that hold, checkpoints, records behind the last, key, what is wrong with the next or None)."""
    last, checkpoints, unsigned = NONE, 0, 0
    for seq, line in enumerate(lines):
        record = "it is too long" if len(line) > MOST else read(line)
        wrong = record if isinstance(record, str) else None
        event = {} if wrong else record["event"]
        kind = event.get("kind")
        if wrong is None and (record["seq"] != seq or record["prev"] != last):
            wrong = "it does not follow the record before it"
        if wrong is None and (kind == "journal-begun") != (seq == 0):
            wrong = "a journal begins with journal-begun, and once"
        if seq == 0 and wrong is None:
            key = key or event.get("publicKey")
            wrong = None if key == event.get("publicKey") else "it is of another key"
        if wrong is None and kind == "checkpoint":
            text = f"twofold-checkpoint-1 {seq} {last}"
            here = event.get("size") == seq and event.get("head") == last
            wrong = None if here and signed(key, text, event.get("signature", "")) else "its signature is false"
            checkpoints, unsigned = checkpoints + 1, -1
        if wrong is None and unsigned == EVERY:
            wrong = "a signed checkpoint should stand here"
        if wrong is not None:
            return seq, checkpoints, max(unsigned, 0), key, wrong
        last, unsigned = hashlib.sha256(line).hexdigest(), unsigned + 1
    return len(lines), checkpoints, unsigned, key, None


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        lines = file.read().split(b"\n")
    tail = lines.pop()
    records, checkpoints, unsigned, key, wrong = verify(lines, sys.argv[2] if len(sys.argv) == 3 else None)
    print(f"records {records}\ncheckpoints {checkpoints}\nunsigned {unsigned}\nkey {key or 'unknown'}")
    people = sum(b',"signed":[' in line for line in lines[:records])
    print(f"signed by people {people}, not checked here: sh signed.sh {sys.argv[1]} NUMBER")
    print(f"first bad {'none' if wrong is None else f'record {records}: {wrong}'}\ntorn tail {len(tail)} bytes")
    sys.exit(0 if wrong is None and not tail and records else 1)


if __name__ == "__main__":
    main()
