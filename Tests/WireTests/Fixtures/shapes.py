#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what botocore's service models say about the operations in Sources/SluiceWire.

    python3 Tests/WireTests/Fixtures/shapes.py > Tests/WireTests/Fixtures/shapes.txt

One line a service, an operation and a member; ShapeTests compares them with the Swift shapes.
"""
import pathlib
import re

import botocore
import botocore.session

SERVICES = {
    "lambda": "lambda", "sts": "sts", "cloudWatch": "cloudwatch", "logs": "logs", "s3": "s3",
    "sns": "sns", "iam": "iam", "sqs": "sqs",
    "cloudFormation": "cloudformation",
}  # fmt: skip
SIGNING = {
    "lambda": "lambda", "sts": "sts", "cloudWatch": "monitoring", "logs": "logs", "s3": "s3",
    "sns": "sns", "iam": "iam", "sqs": "sqs",
    "cloudFormation": "cloudformation",
}  # fmt: skip
KINDS = {"long": "integer", "float": "number", "double": "number"}


def operations():
    """The operations that the sources declare, as (service, name)."""
    sources = pathlib.Path(__file__).resolve().parents[3] / "Sources" / "SluiceWire"
    for path in sources.rglob("*.swift"):
        text = path.read_text()
        name = re.search(r"struct (\w+): AWSOperation\b", text)
        if name:
            service = re.search(r"service = AWSService\.(\w+)", text)
            yield service.group(1), name.group(1)


def place(shape, name, member):
    """Where a member stands, in the words of Route."""
    if shape.serialization.get("payload") == name:
        return "payload"
    where = member.serialization.get("location")
    label = member.serialization.get("name", name)
    return {
        None: "body",
        "uri": "path",
        "querystring": f"query:{label}",
        "header": f"header:{label.lower()}",
        "headers": f"headers:{label.lower()}",
        "statusCode": "status",
    }[where]


def members(prefix, shape, path, seen):
    """The lines of a structure's members and of what they hold."""
    for name, member in sorted(shape.members.items()):
        where = place(shape, name, member) if not path else "-"
        need = " required" if name in shape.required_members else ""
        kind = KINDS.get(member.type_name, member.type_name)
        print(f"  {prefix} {path}{name} {where} {kind}{need}")
        inside(prefix, member, f"{path}{name}", seen)


def inside(prefix, shape, path, seen):
    if shape.type_name == "list":
        element(prefix, shape.member, f"{path}[]", seen)
    elif shape.type_name == "map":
        element(prefix, shape.value, f"{path}{{}}", seen)
    elif shape.type_name == "structure" and shape.name not in seen:
        members(prefix, shape, f"{path}.", seen + [shape.name])


def element(prefix, shape, path, seen):
    kind = KINDS.get(shape.type_name, shape.type_name)
    print(f"  {prefix} {path} - {kind}")
    inside(prefix, shape, path, seen)


def main():
    print(f"botocore {botocore.__version__}")
    session = botocore.session.get_session()
    last = None
    for service, name in sorted(operations()):
        model = session.get_service_model(SERVICES[service])
        if service != last:
            data = model.metadata
            target = data.get("targetPrefix", "-")
            version = data.get("jsonVersion", "-")
            namespace = data.get("xmlNamespace", "-")
            print(f"service {SIGNING[service]} {data['apiVersion']} {target} {version} {namespace}")
            last = service
        operation = model.operation_model(name)
        http = operation.http
        uri = http["requestUri"]
        uri = uri if uri == "/" else uri.rstrip("/")
        print(f"{SIGNING[service]} {name} {http['method']} {uri} {http.get('responseCode', 200)}")
        if operation.input_shape:
            members("in", operation.input_shape, "", [])
        if operation.output_shape:
            members("out", operation.output_shape, "", [])


if __name__ == "__main__":
    main()
