#!/usr/bin/env python3
"""Proves an export of Linli's journal without Linli: python3 verify_journal.py EXPORT [HEAD…]

EXPORT is what `linli journal` or the page of the journal gives ("-": standard input): a line of JSON
for each act, each with the hash over all its fields and the hash before it. HEAD is a day's signed
head, as the office above keeps it: the export must pass through it, and the signature must be right.
Prints what holds and ends with 0, or says what does not and ends with 1. Python's standard library
is all it needs; a chain of SM3 (国密) needs an OpenSSL that knows it.
"""
import hashlib
import json
import sys

FIELDS = ["seq", "act", "at", "account", "behalf_of", "post", "place", "programme", "version",
          "kind", "record", "verb", "basis", "asked", "body"]


def netstrings(fields):
    each = [f if isinstance(f, bytes) else str(f).encode() for f in fields]
    return b"".join(b"%d:%s," % (len(f), f) for f in each)


def read_export(lines, heads):
    first = json.loads(next(lines))
    if first.get("export") != "linli journal 1":
        raise ValueError("this is not an export of the journal")
    digest, tenant, seq = first["digest"], first["tenant"], first["after"]
    previous, withheld = bytes.fromhex(first["hash_before"]), 0
    passed = {seq: previous}
    for text in lines:
        line, seq = json.loads(text), seq + 1
        if line["seq"] != seq:
            raise ValueError(f"line {seq} is missing")
        given = bytes.fromhex(line["hash"])
        withheld += line.get("withheld", False)
        if not line.get("withheld"):
            made = netstrings([previous, tenant] + [line[name] for name in FIELDS])
            if hashlib.new(digest, made).digest() != given:
                raise ValueError(f"line {seq} was changed after it was written")
        previous = given
        if seq in heads:
            passed[seq] = given
    if seq != first["last"]:
        raise ValueError(f"the export ends at line {seq}, its beginning says {first['last']}")
    print(f"the journal is whole: lines {first['after'] + 1} to {seq}, {withheld} of them withheld,"
          f" ending in {previous.hex()}")
    return tenant, digest, passed


def check_head(head, tenant, digest, passed):
    name = f"the head of {head['day']}"
    signed = netstrings(["linli head 1", head["tenant"], head["day"], head["seq"], head["digest"],
                         bytes.fromhex(head["hash"])])
    if not is_signed(bytes.fromhex(head["key"]), signed, bytes.fromhex(head["signature"])):
        raise ValueError(f"{name} was not signed by its key")
    if (head["tenant"], head["digest"]) != (tenant, digest):
        raise ValueError(f"{name} is of another journal")
    if head["seq"] not in passed:
        raise ValueError(f"{name} is line {head['seq']}, which this export does not hold")
    if passed[head["seq"]].hex() != head["hash"]:
        raise ValueError(f"{name} does not agree: the journal was rebuilt after it was signed")
    print(f"{name} agrees, signed by {head['key']}")


# Ed25519 as RFC 8032 section 5.1.7 checks it: [S]B = R + [k]A, on points (x, y) of
# -x² + y² = 1 + dx²y² over the integers modulo P.
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(one, other):
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    return ((x1 * y2 + x2 * y1) * pow(1 + product, P - 2, P) % P,
            (y1 * y2 + x1 * x2) * pow(1 - product, P - 2, P) % P)


def times(number, point):
    total = (0, 1)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def point_of(encoded):
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("a key or signature is no point of the curve")
    return (P - x if x & 1 != sign else x, y)


def is_signed(key, message, signature):
    base = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    whole = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or whole >= ORDER:
        return False
    mixed = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(mixed, "little") % ORDER
    return times(whole, base) == add(point_of(signature[:32]), times(challenge, point_of(key)))


def main(export, *head_files):
    heads = [json.load(open(file, encoding="utf-8")) for file in head_files]
    source = sys.stdin if export == "-" else open(export, encoding="utf-8")
    tenant, digest, passed = read_export(iter(source), {head["seq"] for head in heads})
    for head in heads:
        check_head(head, tenant, digest, passed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (ValueError, KeyError, TypeError, StopIteration) as problem:
        sys.exit(f"{problem or type(problem).__name__}")
