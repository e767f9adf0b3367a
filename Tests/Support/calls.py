# SPDX-License-Identifier: Apache-2.0
"""Notes which client made which call, for the compatibility page.

With `SLUICE_CALLS=FILE` each call that a client's test makes is a line of that file: the client, the
service as a signature names it, the operation. `Scripts/compatibility` reads it.
"""

import os
import re

import botocore.session
from botocore import xform_name
from botocore.waiter import WaiterModel

FILE = os.environ.get("SLUICE_CALLS")
# What terraform's log calls the services.
TERRAFORM = {
    "Lambda": "lambda", "STS": "sts", "IAM": "iam", "CloudWatch": "monitoring", "S3": "s3",
    "CloudWatch Logs": "logs", "SNS": "sns", "SQS": "sqs", "CloudFormation": "cloudformation",
}  # fmt: skip


def note(client, service, operation):
    if FILE:
        with open(FILE, "a", encoding="utf-8") as file:
            file.write(f"{client}\t{service}\t{operation}\n")


def note_boto3(model):
    """A call of boto3, by botocore's model of the operation."""
    note("boto3", model.service_model.endpoint_prefix, model.name)


def note_cli(arguments):
    """A call of the aws cli, by its arguments."""
    if not FILE or len(arguments) < 2:
        return
    service, command = arguments[:2]
    session = botocore.session.get_session()
    model = session.get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    if command == "wait":
        waiters = WaiterModel(session.get_component("data_loader").load_service_model(service, "waiters-2"))
        waiting = {xform_name(name, "-"): name for name in waiters.waiter_names}
        note("aws cli", model.endpoint_prefix, waiters.get_waiter(waiting[arguments[2]]).operation)
    else:
        note("aws cli", model.endpoint_prefix, names[command])


def note_cli_log(text):
    """The calls of an aws cli command, by what it says with `--debug`."""
    for operation in sorted(set(re.findall(r"OperationModel\(name=(\w+)\)", text))):
        note("aws cli", "s3", operation)


def note_terraform(text):
    """The calls of terraform, by its provider's log."""
    for line in text.splitlines():
        method = re.search(r"rpc\.method=\"?(\w+)", line)
        service = re.search(r"rpc\.service=(?:\"([^\"]+)\"|(\S+))", line)
        if method and service:
            name = service.group(1) or service.group(2)
            note("terraform", TERRAFORM.get(name, name.lower()), method.group(1))
