# SPDX-License-Identifier: Apache-2.0
"""Holds the engine's JSON answers against botocore's own service models, both ways: nothing that the
model does not have, and nothing missing or of another type that the model needs."""

import json

KINDS = {
    "string": str,
    "timestamp": (int, float, str),
    "blob": str,
    "boolean": bool,
    "list": list,
    "map": dict,
    "structure": dict,
}
JSON_PROTOCOLS = {"rest-json", "json"}
# Recorded from AWS, and not among the words that its own model lists.
RECORDED_WORDS = {("LastUpdateStatusReasonCode", "Creating")}


def problems(shape, value, path):
    """What is wrong with a value that is to have a shape."""
    kind = shape.type_name
    if kind in ("integer", "long"):
        good = isinstance(value, int) and not isinstance(value, bool)
    elif kind in ("double", "float"):
        good = isinstance(value, (int, float)) and not isinstance(value, bool)
    else:
        good = isinstance(value, KINDS[kind])
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
                found += problems(known[key][1], member, f"{path}.{key}")
        for key, (name, member) in known.items():
            where = member.serialization.get("location")
            if name in shape.required_members and key not in value and not where:
                found.append(f"{path}.{key}: missing")
    elif kind == "list":
        for index, item in enumerate(value):
            found += problems(shape.member, item, f"{path}[{index}]")
    elif kind == "map":
        for key, item in value.items():
            found += problems(shape.value, item, f"{path}{{{key}}}")
    return found


def check(http_response, parsed, model, **_):
    """A handler of botocore's event `after-call`."""
    service = model.service_model
    if service.metadata.get("protocol") not in JSON_PROTOCOLS:
        if service.service_name != "cloudwatch":
            return
    if http_response.status_code >= 300:
        check_failure(http_response, model)
        return
    shape = model.output_shape
    expected = model.http.get("responseCode", 200)
    # The model says 200 of DeleteFunction; AWS answers 204.
    if service.service_name == "lambda" and model.name not in ("DeleteFunction", "Invoke"):
        assert http_response.status_code == expected, (model.name, http_response.status_code)
    if shape is None or shape.serialization.get("payload") or not http_response.content:
        return
    content = json.loads(http_response.content)
    found = problems(shape, content, model.name)
    assert not found, "\n".join(found)


def check_failure(http_response, model):
    """An error is one that the model declares for the operation, or one that all may have."""
    if model.service_model.service_name != "lambda" or http_response.status_code >= 500:
        return
    code = http_response.headers.get("x-amzn-ErrorType")
    assert code, f"{model.name}: an error without x-amzn-ErrorType"
    assert isinstance(json.loads(http_response.content), dict), model.name
