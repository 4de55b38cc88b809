"""What the contract says in words only: which key belongs to which case, whose station it is, what an upload is for.
Valid requests are made to agree in it, so that they come past the first check; invalid ones are left as they are."""

import base64
import os
import random
import uuid

import schemathesis
from schemathesis import GenerationMode

STATION = os.environ["COUNTER_STATION"]
PART = {"id": "p", "material": "m", "kind": "page", "media": "image/png", "sha256": "0" * 64, "len": 3}
PERSON = {"role": "applicant", "name": "陈示例", "id_kind": "resident", "number": "x"}
dice = random.Random(1)
filed = []
uploads = []

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


@schemathesis.hook
def before_load_schema(context, raw_schema):
    if os.environ.get("COUNTER_CONTRACT") != "without-key":
        return
    for path in ("/cases", "/cases/{case}/revisions", "/cases/{case}/events"):
        operation = raw_schema["paths"][path]["post"]
        operation["parameters"] = [p for p in operation["parameters"] if p["name"] != "Idempotency-Key"]


def is_valid(case):
    meta = getattr(case, "meta", None)
    return meta is not None and meta.generation.mode == GenerationMode.POSITIVE


def written(value):
    """A whole number as clients write one: 3, not 3.0."""
    if isinstance(value, dict):
        return {key: written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [written(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


@schemathesis.hook
def before_call(context, case, kwargs):
    if not is_valid(case):
        return
    if isinstance(case.body, dict):
        case.body = written(case.body)
    agree = AGREE.get(case.operation.label)
    if agree:
        agree(case)


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code != 201:
        return
    if case.operation.label == "POST /cases" and isinstance(case.body, dict):
        filed.append(case.body)
    if case.operation.label == "POST /uploads":
        uploads.append(response.headers["location"][0].rsplit("/", 1)[1])


def agree_case(case):
    body = case.body
    if not isinstance(body, dict):
        return
    first = case.operation.label == "POST /cases"
    body["station_code"] = STATION
    body["revision"] = 1 if first else max(2, body["revision"])
    # The same few identifiers come again and again. Of three cases two are new; the third repeats what was filed.
    draw = dice.randrange(3)
    if first and draw:
        body["case"] = str(uuid.UUID(int=dice.getrandbits(128), version=4))
        body["manifest"] = body["manifest"] or [dict(PART)]
    elif filed and draw != 1:
        body["case"] = filed[-1]["case"]
    # However much else there is to draw: one case in four has two people.
    if dice.randrange(4) == 0:
        body["people"] = (body["people"][:1] or [PERSON]) * 2
    lengths = {}
    for n, part in enumerate(body["manifest"]):
        part["id"] = f"{part['id']}-{n}"
        part["len"] = lengths.setdefault(part["sha256"], part["len"])
    suffix = "" if first else f".{body['revision']}"
    if not first:
        case.path_parameters["case"] = body["case"]
    if os.environ.get("COUNTER_CONTRACT") != "without-key":
        case.headers["Idempotency-Key"] = f'"{body["case"]}{suffix}"'


def agree_event(case):
    body = case.body
    if not isinstance(body, dict):
        return
    body["station_code"] = STATION
    # Every second time of a case that is here.
    if filed and dice.randrange(2):
        body["case"] = filed[-1]["case"]
    lengths = {}
    for n, part in enumerate(body["manifest"]):
        part["id"] = f"{part['id']}-{n}"
        part["len"] = lengths.setdefault(part["sha256"], part["len"])
    case.path_parameters["case"] = body["case"]
    if os.environ.get("COUNTER_CONTRACT") != "without-key":
        case.headers["Idempotency-Key"] = f'"{body["id"]}"'


def agree_upload(case):
    announced = [(body["case"], part) for body in filed for part in body["manifest"]]
    nobody = ("00000000-0000-4000-8000-000000000000", {"id": "none", "sha256": "0" * 64, "len": 1})
    name, part = announced[-1] if announced else nobody
    pairs = {"case": name, "part": part["id"], "sha256": part["sha256"]}
    case.headers["Upload-Length"] = str(part["len"])
    case.headers["Upload-Metadata"] = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items()
    )


def agree_piece(case):
    case.headers.pop("Content-Digest", None)
    if uploads:
        case.path_parameters["id"] = uploads[-1]
        case.headers["Upload-Offset"] = "0"


def agree_offset(case):
    if uploads:
        case.path_parameters["id"] = uploads[-1]


def agree_known(case):
    # Every second time, so that unknown cases are asked for too.
    if filed and ord(case.id[-1]) % 2:
        case.path_parameters["case"] = filed[-1]["case"]


def agree_join(case):
    case.headers["Idempotency-Key"] = f'"{uuid.UUID(int=dice.getrandbits(128), version=4)}"'
    # A code whose letters agree, of which no office knows; every second time what the schema alone allows.
    if isinstance(case.body, dict) and ord(case.id[-1]) % 2:
        case.body["code"] = "JGP1-XF3A-7QYF-R6F0-DTHB-RA48-W880-0DDA-AJMQ"


AGREE = {
    "POST /join": agree_join,
    "POST /cases": agree_case,
    "POST /cases/{case}/revisions": agree_case,
    "POST /cases/{case}/events": agree_event,
    "POST /uploads": agree_upload,
    "PATCH /uploads/{id}": agree_piece,
    "POST /uploads/{id}": agree_piece,
    "HEAD /uploads/{id}": agree_offset,
    "POST /cases/{case}/returns": agree_known,
    "GET /cases/{case}/revisions/{n}": agree_known,
    "POST /cases/{case}/revisions/{n}/marks": agree_known,
    "GET /cases/{case}": agree_known,
    "GET /cases/{case}/events/{event}": agree_known,
    "POST /cases/{case}/events/{event}/complete": agree_known,
    "POST /cases/{case}/complete": agree_known,
}
