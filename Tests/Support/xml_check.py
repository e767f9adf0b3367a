# SPDX-License-Identifier: Apache-2.0
"""Holds XML answers against botocore's models: the query protocol's and S3's."""

import re
import xml.etree.ElementTree as tree

NUMBER = re.compile(r"-?[0-9]+")
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,16}(Z|[+-][0-9:]{5})|[0-9]+(\.[0-9]+)?|[A-Z][a-z]{2}, .* GMT"
)
SCALARS = {
    "integer": NUMBER,
    "long": NUMBER,
    "double": DECIMAL,
    "float": DECIMAL,
    "boolean": re.compile("true|false"),
    "timestamp": TIME,
}
# What the protocol adds beside the members of a result.
FRAME = {"ResponseMetadata", "RequestId"}


def bare(element):
    """The name without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def document_problems(shape, content, model):
    """What is wrong with an answer that is to have a shape."""
    root = tree.fromstring(content)
    wrapper = shape.serialization.get("resultWrapper")
    if wrapper:
        found = [] if bare(root) == f"{model.name}Response" else [f"{model.name}: {bare(root)}"]
        inner = [child for child in root if bare(child) == wrapper]
        if not inner:
            return found + [f"{model.name}: no {wrapper}"]
        return found + problems(shape, inner[0], model.name)
    payload = shape.serialization.get("payload")
    if payload:
        return problems(shape.members[payload], root, f"{model.name}.{payload}")
    if len(shape.members) == 1:
        ((_, member),) = shape.members.items()
        # S3 puts the only member of some answers, a text, into the root itself.
        if not len(root) and member.type_name == "string":
            return problems(member, root, model.name)
    return problems(shape, root, model.name)


def failure_problems(content, service):
    """What is wrong with a refusal."""
    root = tree.fromstring(content)
    error = root if service == "s3" else next((e for e in root.iter() if bare(e) == "Error"), None)
    if error is None or bare(error) != "Error":
        return [f"{service}: a refusal without <Error>"]
    names = {bare(child) for child in error}
    return [f"{service}: a refusal without {n}" for n in ("Code", "Message") if n not in names]


def problems(shape, element, path):
    kind = shape.type_name
    if kind == "structure":
        return structure_problems(shape, element, path)
    if kind == "list":
        name = shape.member.serialization.get("name", "member")
        found = [f"{path}: <{bare(c)}> in a list of <{name}>" for c in element if bare(c) != name]
        for index, child in enumerate(element):
            found += problems(shape.member, child, f"{path}[{index}]")
        return found
    if kind == "map":
        found = []
        for entry in element:
            parts = {bare(part): part for part in entry}
            key = shape.key.serialization.get("name", "key")
            value = shape.value.serialization.get("name", "value")
            if set(parts) != {key, value}:
                found.append(f"{path}: an entry of {sorted(parts)}")
            elif value in parts:
                found += problems(shape.value, parts[value], path)
        return found
    return scalar_problems(shape, element, path)


def structure_problems(shape, element, path):
    known = {}
    for name, member in shape.members.items():
        # What stands in a header or in an attribute is no element.
        if member.serialization.get("location") or member.serialization.get("xmlAttribute"):
            continue
        flat = member.type_name == "list" and member.serialization.get("flattened")
        tag = member.serialization.get("name", name)
        if flat and "name" in member.member.serialization and "name" not in member.serialization:
            tag = member.member.serialization["name"]
        known[tag] = (name, member, flat)
    found = []
    for child in element:
        tag = bare(child)
        if tag not in known:
            if tag not in FRAME:
                found.append(f"{path}.{tag}: the model has no such member")
            continue
        name, member, flat = known[tag]
        found += problems(member.member if flat else member, child, f"{path}.{name}")
    present = {bare(child) for child in element}
    for tag, (name, member, flat) in known.items():
        if name in shape.required_members and tag not in present and not flat:
            found.append(f"{path}.{name}: missing")
        if not flat and sum(bare(child) == tag for child in element) > 1:
            found.append(f"{path}.{name}: more than once")
    return found


def scalar_problems(shape, element, path):
    if len(element):
        return [f"{path}: elements where a {shape.type_name} is to be"]
    text = element.text or ""
    form = SCALARS.get(shape.type_name)
    if form and not form.fullmatch(text):
        return [f"{path}: {text!r} is no {shape.type_name}"]
    words = getattr(shape, "enum", None)
    # Empty is what S3 says of a bucket in its first region.
    if words and text and text not in words:
        return [f"{path}: {text!r} is none of {words}"]
    return []
