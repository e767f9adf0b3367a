# SPDX-License-Identifier: Apache-2.0
"""Holds the engine's answers against botocore's own service models, both ways: nothing that the
model does not have, and nothing missing or of another type that the model needs. JSON, CBOR and XML
are told apart by what the answer says of itself."""

import datetime
import io
import json
import re

from botocore.parsers import BaseCBORParser

from calls import note_boto3
from xml_check import document_problems, failure_problems

KINDS = {
    "string": str,
    "timestamp": (int, float, str),
    "blob": str,
    "boolean": bool,
    "list": list,
    "map": dict,
    "structure": dict,
}
# In CBOR a time and bytes have types of their own.
CBOR_KINDS = {**KINDS, "timestamp": datetime.datetime, "blob": bytes}
# Recorded from AWS, and not among the words that its own model lists.
RECORDED_WORDS = {("LastUpdateStatusReasonCode", "Creating")}


def problems(shape, value, path, kinds=KINDS):
    """What is wrong with a value that is to have a shape."""
    kind = shape.type_name
    if kind in ("integer", "long"):
        good = isinstance(value, int) and not isinstance(value, bool)
    elif kind in ("double", "float"):
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
    else:
        good = isinstance(value, kinds[kind])
    if not good:
        return [f"{path}: {value!r} is no {kind}"]
    words = getattr(shape, "enum", None) if kind == "string" else None
    if words and value not in words and (path.split(".")[-1], value) not in RECORDED_WORDS:
        return [f"{path}: {value!r} is none of {words}"]
    found = []
    if kind == "structure":
        known = {m.serialization.get("name", n): (n, m) for n, m in shape.members.items()}
        for key, member in value.items():
            if key not in known:
                found.append(f"{path}.{key}: the model has no such member")
            elif member is None:
                found.append(f"{path}.{key}: null")
            else:
                found += problems(known[key][1], member, f"{path}.{key}", kinds)
        for key, (name, member) in known.items():
            where = member.serialization.get("location")
            if name in shape.required_members and key not in value and not where:
                found.append(f"{path}.{key}: missing")
    elif kind == "list":
        for index, item in enumerate(value):
            found += problems(shape.member, item, f"{path}[{index}]", kinds)
    elif kind == "map":
        for key, item in value.items():
            found += problems(shape.value, item, f"{path}{{{key}}}", kinds)
    return found


def check(http_response, parsed, model, **_):
    """A handler of botocore's event `after-call`."""
    note_boto3(model)
    kind = http_response.headers.get("Content-Type", "")
    form = "xml" if "xml" in kind else "cbor" if "cbor" in kind else "json"
    if http_response.status_code >= 300:
        check_failure(http_response, model, form)
        return
    service = model.service_model.service_name
    shape = model.output_shape
    expected = model.http.get("responseCode", 200)
    # The model says 200 of DeleteFunction; AWS answers 204.
    if service == "lambda" and model.name not in ("DeleteFunction", "Invoke"):
        assert http_response.status_code == expected, (model.name, http_response.status_code)
    # What is a stream belongs to who asked.
    if shape is None or model.has_streaming_output or model.has_event_stream_output:
        return
    if not http_response.content:
        return
    payload = shape.serialization.get("payload")
    if payload and (form != "xml" or shape.members[payload].type_name != "structure"):
        return
    found = content_problems(shape, http_response.content, model, form)
    assert not found, "\n".join(found)


def content_problems(shape, content, model, form):
    if form == "xml":
        return document_problems(shape, content, model)
    if form == "cbor":
        value = CBOR.parse_data_item(CBOR.get_peekable_stream_from_bytes(content))
        return problems(shape, value, model.name, CBOR_KINDS)
    return problems(shape, json.loads(content), model.name)


class _CBOR(BaseCBORParser):
    """botocore's reader of CBOR, without the model."""

    def _initial_body_parse(self, body_contents):
        raise NotImplementedError


CBOR = _CBOR()


def check_failure(http_response, model, form):
    """An error has the form of its protocol, and is no server's fault."""
    service, status = model.service_model.service_name, http_response.status_code
    if form == "xml" and http_response.content:
        found = failure_problems(http_response.content, service)
        assert not found, "\n".join(found)
    if service != "lambda" or status >= 500:
        return
    code = http_response.headers.get("x-amzn-ErrorType")
    assert code, f"{model.name}: an error without x-amzn-ErrorType"
    assert re.fullmatch(r"[A-Za-z0-9]+", code), f"{model.name}: {code}"
    assert isinstance(json.loads(http_response.content), dict), model.name
