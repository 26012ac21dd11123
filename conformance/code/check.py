#!/usr/bin/env python3
"""A second reader of act codes, written from docs/formats/code.md and status-list.md alone.

Reads docs/formats/vectors and prints how many it agrees with. Needs python3-cryptography for
Ed25519 and P-256; SM2 is written out here. Exit 0: all agree; 1: some do not; 2: cannot run.
"""

import base64
import hashlib
import json
import pathlib
import re
import sys
import uuid
import zlib

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    hashlib.new("sm3")
except (ImportError, ValueError):
    print("conformance/code: skipped, needs python3-cryptography and OpenSSL with SM3")
    sys.exit(2)


class Refused(Exception):
    pass


def need(condition):
    if not condition:
        raise Refused()


# --- CBOR, deterministic: whatever is not written back the same is refused -----------------------


class Tag(tuple):
    pass


def decode(data):
    item, end = decode_at(data, 0, 0)
    need(end == len(data) and encode(item) == data)
    return item


def decode_at(data, at, depth):
    need(at < len(data) and depth < 16)
    major, info = data[at] >> 5, data[at] & 31
    if data[at] == 0xF6:
        return None, at + 1
    need(major < 7 and info < 28)
    width = 1 << (info - 24) if info >= 24 else 0
    need(at + 1 + width <= len(data))
    value = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else info
    at += 1 + width
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major in (2, 3):
        need(at + value <= len(data))
        raw = data[at : at + value]
        try:
            return (raw if major == 2 else raw.decode("utf-8")), at + value
        except UnicodeDecodeError:
            raise Refused()
    if major == 6:
        inner, at = decode_at(data, at, depth + 1)
        return Tag((value, inner)), at
    need(value <= len(data))
    items = []
    for _ in range(value * (2 if major == 5 else 1)):
        item, at = decode_at(data, at, depth + 1)
        items.append(item)
    if major == 4:
        return items, at
    need(all(isinstance(key, (int, str)) for key in items[::2]))
    need(len(set(items[::2])) == value)
    return dict(zip(items[::2], items[1::2])), at


def head(major, value):
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 24:
            return bytes([major << 5 | value])
        if value < 1 << (8 * width):
            return bytes([major << 5 | info]) + value.to_bytes(width, "big")
    raise Refused()


def encode(item):
    if item is None:
        return b"\xf6"
    if isinstance(item, int):
        return head(0, item) if item >= 0 else head(1, -1 - item)
    if isinstance(item, bytes):
        return head(2, len(item)) + item
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    if isinstance(item, Tag):
        return head(6, item[0]) + encode(item[1])
    if isinstance(item, list):
        return head(4, len(item)) + b"".join(map(encode, item))
    pairs = sorted((encode(key), encode(value)) for key, value in item.items())
    return head(5, len(pairs)) + b"".join(key + value for key, value in pairs)


# --- signatures ----------------------------------------------------------------------------------

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SM2_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
SM2_A = SM2_P - 3
SM2_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
SM2_N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
SM2_G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0]:
        if (p[1] + q[1]) % SM2_P == 0:
            return None
        slope = (3 * p[0] * p[0] + SM2_A) * pow(2 * p[1], -1, SM2_P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, SM2_P)
    x = (slope * slope - p[0] - q[0]) % SM2_P
    return x, (slope * (p[0] - x) - p[1]) % SM2_P


def times(scalar, point):
    total = None
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def sm3(data):
    return hashlib.new("sm3", data).digest()


def sm2_verifies(key, message, signature):
    x = int.from_bytes(key[1:], "big")
    square = (x * x * x + SM2_A * x + SM2_B) % SM2_P
    y = pow(square, (SM2_P + 1) // 4, SM2_P)
    need(y * y % SM2_P == square and key[0] in (2, 3) and len(key) == 33)
    if y & 1 != key[0] & 1:
        y = SM2_P - y
    name = b"1234567812345678"
    numbers = (SM2_A, SM2_B, *SM2_G, x, y)
    z = sm3(b"\x00\x80" + name + b"".join(n.to_bytes(32, "big") for n in numbers))
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    t = (r + s) % SM2_N
    if not (0 < r < SM2_N and 0 < s < SM2_N and t):
        return False
    point = add(times(s, SM2_G), times(t, (x, y)))
    return point is not None and (int.from_bytes(sm3(z + message), "big") + point[0]) % SM2_N == r


ALGORITHMS = {"ed25519": -8, "es256": -7, "sm2": -65542}


def verifies(profile, key, message, signature):
    need(len(signature) == 64)
    try:
        if profile == "ed25519":
            ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            return True
        if profile == "es256":
            r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
            need(s <= P256_ORDER // 2)
            public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
            public.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
            return True
        return sm2_verifies(key, message, signature)
    except InvalidSignature:
        return False


# --- keys, tokens, links -------------------------------------------------------------------------


def unbase64url(text):
    need(re.fullmatch(r"[A-Za-z0-9_-]*", text) and len(text) % 4 != 1)
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    need(base64.urlsafe_b64encode(raw).decode().rstrip("=") == text)
    return raw


class Key:
    def __init__(self, line):
        mark, self.issuer, self.profile, key, start, until, site = line.split(" ")
        need(mark == "nongchao-code-key-1")
        self.key = unbase64url(key)
        self.start, self.until = int(start), None if until == "-" else int(until)
        self.site = None if site == "-" else site
        self.id = hashlib.sha256(self.profile.encode() + b"\n" + self.key).digest()[:4]


def message(token, header_size):
    tagged = decode(token)
    need(isinstance(tagged, Tag) and tagged[0] == 18)
    need(isinstance(tagged[1], list) and len(tagged[1]) == 4)
    protected, unprotected, payload, signature = tagged[1]
    need(all(isinstance(part, bytes) for part in (protected, payload, signature)))
    header = decode(protected)
    need(unprotected == {} and isinstance(header, dict) and len(header) == header_size)
    need(isinstance(header.get(4), bytes) and len(header[4]) == 4)
    return header, payload, encode(["Signature1", protected, b"", payload]), signature


def signer(header, signed, signature, keys):
    for key in keys:
        if key.id == header[4] and ALGORITHMS[key.profile] == header.get(1):
            if verifies(key.profile, key.key, signed, signature):
                return key
    raise Refused()


def in_use(key, second):
    return key.start <= second and (key.until is None or second <= key.until)


DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(packed):
    number = int.from_bytes(packed, "big")
    need(number < 31**17)
    digits = []
    for _ in range(17):
        number, digit = divmod(number, 31)
        digits.insert(0, digit)
    total = sum(digit * pow(3, place, 31) for place, digit in enumerate(digits))
    return "".join(DIGITS[digit] for digit in digits + [-total % 31])


def licence(item):
    need(isinstance(item, (int, str)))
    text = str(item)
    need(isinstance(item, int) == bool(re.fullmatch("[1-9][0-9]{0,17}", text)))
    need(re.fullmatch(r"[\w-]+", text) and "_" not in text and len(text.encode()) <= 24)
    return text


def token(data, keys, site=None):
    need(len(data) <= 260)
    header, payload, signed, signature = message(data, 2)
    claims = decode(payload)
    need(isinstance(claims, dict) and set(claims) == {1, 6, 7, -65537})
    need(isinstance(claims[1], str) and re.fullmatch(r"[A-Za-z0-9.-]{1,24}", claims[1]))
    need(isinstance(claims[6], int) and 0 <= claims[6] <= 1 << 40)
    need(isinstance(claims[7], bytes) and len(claims[7]) == 16)
    need(isinstance(claims[-65537], list) and len(claims[-65537]) == 5)
    kind, subject, officers, leaf, index = claims[-65537]
    need(isinstance(kind, str) and re.fullmatch(r"[a-z0-9-]{1,12}", kind))
    need(isinstance(officers, list) and len(officers) <= 8)
    need(isinstance(leaf, bytes) and len(leaf) == 16)
    need(isinstance(index, int) and 0 <= index < 1 << 32)
    said = {
        "issuer": claims[1],
        "act": str(uuid.UUID(bytes=claims[7])),
        "kind": kind,
        "issued_at": claims[6],
        "officers": [licence(item) for item in officers],
        "leaf_hex": leaf.hex(),
        "status_index": index,
    }
    if subject is not None:
        need(isinstance(subject, bytes) and len(subject) in (11, 16))
        if len(subject) == 11:
            said["credit_code"] = credit_code(subject)
        else:
            said["subject_hash_hex"] = subject.hex()
    key = signer(header, signed, signature, keys)
    need(key.issuer == claims[1] and in_use(key, claims[6]))
    need(site is None or key.site is None or site == key.site)
    return said


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def double(element):
    element <<= 1
    return element ^ 0b100101 if element & 32 else element


def short_id(act):
    digest = hashlib.sha256(b"nongchao short id 1\n" + uuid.UUID(act).bytes).digest()
    bits = int.from_bytes(digest[:8], "big") >> 9
    digits = [bits >> 50 - 5 * place & 31 for place in range(11)]
    total = 0
    for digit in digits:
        total = double(total ^ digit)
    return "".join(CROCKFORD[digit] for digit in digits + [total])


def link(text, keys):
    host = r"https?://[a-z0-9.-]{1,253}(?::[1-9][0-9]{0,4})?(?:/[A-Za-z0-9._~-]{1,64}){1,4}"
    parts = re.fullmatch(rf"({host})/([0-9A-Z]{{12}})/([A-Za-z0-9_-]+)", text)
    need(parts)
    said = token(unbase64url(parts[3]), keys, parts[1])
    need(short_id(said["act"]) == parts[2])
    return said


STATUSES = ["VALID", "REVOKED", "SUSPENDED", "CORRECTED"]


def status_list(data, key, now):
    need(len(data) <= 1 << 20)
    header, payload, signed, signature = message(data, 3)
    need(header.get(16) == "application/statuslist+cwt")
    signer(header, signed, signature, [key])
    claims = decode(payload)
    need(isinstance(claims, dict) and set(claims) == {1, 2, 4, 6, 65533, 65534})
    subject = re.fullmatch(r"(https?://\S+)/status/(0|[1-9][0-9]{0,3})", claims[2])
    need(subject and claims[1] == key.issuer and key.site in (None, subject[1]))
    need(in_use(key, claims[6]) and claims[6] <= now + 300 and now <= claims[4])
    packed = zlib.decompress(claims[65533]["lst"])
    need(claims[65533]["bits"] == 2 and len(packed) == 1 << 18)
    number = int(subject[2])

    def at(index):
        if index >> 20 != number:
            return "UNKNOWN"
        place = index & (1 << 20) - 1
        return STATUSES[packed[place // 4] >> place % 4 * 2 & 3]

    return at


# --- the vectors ---------------------------------------------------------------------------------


def gives(function, *arguments):
    try:
        return function(*arguments)
    except Refused:
        return None


def main():
    folder = pathlib.Path(__file__).resolve().parents[2] / "docs/formats/vectors"
    codes = json.loads((folder / "code.json").read_text())
    lists = json.loads((folder / "status-list.json").read_text())
    results = []

    def check(name, agrees):
        results.append(agrees)
        if not agrees:
            print("conformance/code: differs:", name)

    keys = [Key(entry["line"]) for entry in codes["keys"]]
    for entry, key in zip(codes["keys"], keys):
        check("key id", entry["key_id"] == key.id.hex())
    for good in codes["genuine"]:
        check(good["name"], gives(token, bytes.fromhex(good["token_hex"]), keys) == good["claims"])
        check(good["name"] + ", link", gives(link, good["link"], keys) == good["claims"])
        check(good["name"] + ", id", short_id(good["claims"]["act"]) == good["short_id"])
    for bad in codes["not_genuine"]:
        check(bad["name"], gives(token, bytes.fromhex(bad["token_hex"]), keys) is None)
    for bad in codes["not_genuine_links"]:
        check(bad["name"], gives(link, bad["link"], keys) is None)
    for entry in codes["short_ids"]:
        check(entry["act"], short_id(entry["act"]) == entry["short_id"])
    for entry in lists["lists"]:
        data = bytes.fromhex(entry["token_hex"])
        at = gives(status_list, data, Key(entry["key"]), entry["read_at"])
        check(entry["name"], (at is not None) == entry["accepted"])
        for told in entry["statuses"] if at else []:
            check(f"{entry['name']} {told}", at(told["index"]) == told["status"])
    print(f"conformance/code: {sum(results)} agree, {len(results) - sum(results)} differ")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
