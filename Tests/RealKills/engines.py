# SPDX-License-Identifier: Apache-2.0
"""`kill -9` of the engine while clients write: what was answered is there after the restart."""

import hashlib
import json
import pathlib
import random
import shutil
import signal
import tempfile
import threading
import time

from packages import package
from sluice_program import Local, wait_until
from world import check

ROLE = "arn:aws:iam::000000000000:role/lambda"
WRITERS = 3
HANDLER = """
def handler(event, context):
    with open(event["file"], "a") as log:
        log.write(event["id"] + "\\n")
"""


def client(endpoint, service="lambda"):
    import boto3
    from botocore.config import Config

    # One attempt: what a client did not hear of may have happened or not.
    return boto3.client(
        service, endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=5),
    )  # fmt: skip


class Writer(threading.Thread):
    """Writes to a function and a bucket of its own, one call after another, and remembers each
    answer."""

    def __init__(self, endpoint, name, folder, seed):
        super().__init__(daemon=True)
        self.aws, self.s3, self.name_ = client(endpoint), client(endpoint, "s3"), name
        self.folder = folder
        self.random = random.Random(seed)
        self.versions, self.alias, self.memory, self.events = {}, None, None, []
        self.objects = {}
        self.doubt = None
        self.answered = 0
        self.ends = False

    def run(self):
        number = 0
        while not self.ends:
            number += 1
            kind = self.random.choice(["publish", "alias", "memory", "event", "object"])
            value = self.wish(kind, number)
            self.doubt = (kind, value)
            try:
                self.write(kind, value)
            except Exception:
                return
            self.doubt = None
            self.answered += 1

    def wish(self, kind, number):
        if kind == "alias":
            known = sorted(self.versions, key=int)
            return self.random.choice(known) if known else "$LATEST"
        if kind == "memory":
            return 128 + self.random.randrange(800)
        if kind == "object":
            # A few keys, so that objects are replaced; up to some ten kilobytes of text.
            text = f"{number} {self.random.randrange(1 << 30)} " * (1 + self.random.randrange(4000))
            return f"key-{self.random.randrange(4)}", text.encode()
        return f"{self.name_}-{number}-{self.random.randrange(1 << 30)}"

    def write(self, kind, value):
        if kind == "publish":
            # Another configuration, or the version would be the one before.
            self.aws.update_function_configuration(FunctionName=self.name_, Description=value)
            self.settle()
            answer = self.aws.publish_version(FunctionName=self.name_, Description=value)
            self.versions[answer["Version"]] = value
        elif kind == "alias":
            if self.alias is None:
                self.aws.create_alias(FunctionName=self.name_, Name="live", FunctionVersion=value)
            else:
                self.aws.update_alias(FunctionName=self.name_, Name="live", FunctionVersion=value)
            self.alias = value
        elif kind == "memory":
            self.settle()
            self.aws.update_function_configuration(FunctionName=self.name_, MemorySize=value)
            self.memory = value
        elif kind == "object":
            key, text = value
            # Under the condition that shared journals are written with.
            tag = self.objects[key][1] if key in self.objects else None
            condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
            answer = self.s3.put_object(Bucket=self.name_, Key=key, Body=text, **condition)
            self.objects[key] = text, answer["ETag"]
        else:
            event = json.dumps({"id": value, "file": str(self.folder / self.name_)})
            self.aws.invoke(FunctionName=self.name_, InvocationType="Event", Payload=event)
            self.events.append(value)

    def settle(self):
        def settled():
            now = self.aws.get_function_configuration(FunctionName=self.name_)
            return now["LastUpdateStatus"] == "Successful"

        wait_until(settled, 5, "the update is done")

    def verify(self, endpoint):
        """Holds the engine of today to what the one before has answered."""
        aws = client(endpoint)
        pages = aws.get_paginator("list_versions_by_function")
        found = {
            v["Version"]: v.get("Description")
            for p in pages.paginate(FunctionName=self.name_) for v in p["Versions"]
        }  # fmt: skip
        for version, text in self.versions.items():
            check(found.get(version) == text, f"{self.name_}: version {version} is lost: {found}")
        kind, value = self.doubt or (None, None)
        if self.alias is not None:
            alias = aws.get_alias(FunctionName=self.name_, Name="live")["FunctionVersion"]
            allowed = {self.alias} | ({value} if kind == "alias" else set())
            check(alias in allowed, f"{self.name_}: the alias is {alias}, not of {allowed}")
        if self.memory is not None:
            memory = aws.get_function_configuration(FunctionName=self.name_)["MemorySize"]
            allowed = {self.memory} | ({value} if kind == "memory" else set())
            check(memory in allowed, f"{self.name_}: memory is {memory}, not of {allowed}")
        self.verify_objects(client(endpoint, "s3"), value if kind == "object" else (None, None))
        wait_until(lambda: not self.missing(), 60, f"{self.name_}: accepted events are done")

    def verify_objects(self, s3, doubt):
        """Each object is whole, and it is the one that was answered last or the one in doubt."""
        listed = s3.list_objects_v2(Bucket=self.name_).get("Contents", [])
        found = {entry["Key"] for entry in listed}
        lost = set(self.objects) - found
        check(not lost, f"{self.name_}: objects are lost: {lost}")
        for key in found:
            answer = s3.get_object(Bucket=self.name_, Key=key)
            text = answer["Body"].read()
            allowed = [self.objects[key]] if key in self.objects else []
            if key == doubt[0]:
                allowed.append((doubt[1], f'"{hashlib.md5(doubt[1]).hexdigest()}"'))
            check((text, answer["ETag"]) in allowed, f"{self.name_}: {key} holds something else")

    def missing(self):
        file = self.folder / self.name_
        done = set(file.read_text().split()) if file.exists() else set()
        return [event for event in self.events if event not in done]


def run(seed, count):
    """One data directory through all kills; the rows say what was answered before each."""
    chance = random.Random(f"engines {seed}")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sluice-engine-kills-"))
    rows = []
    engine = Local(folder / "data", folder)
    code = package({"app.py": HANDLER})
    try:
        for number in range(1, count + 1):
            names = [f"writer-{number}-{index}" for index in range(WRITERS)]
            aws = client(engine.endpoint)
            for name in names:
                client(engine.endpoint, "s3").create_bucket(Bucket=name)
                aws.create_function(
                    FunctionName=name, Runtime="python3.12", Handler="app.handler", Role=ROLE,
                    MemorySize=256, Timeout=30, Code={"ZipFile": code},
                )  # fmt: skip
                aws.get_waiter("function_active_v2").wait(FunctionName=name)
            writers = [
                Writer(engine.endpoint, name, folder, f"{seed} {name}") for name in names
            ]
            for writer in writers:
                writer.start()
            moment = 0.3 + chance.random() * 2.5
            time.sleep(moment)
            engine.send(signal.SIGKILL)
            engine.process.wait()
            for writer in writers:
                writer.join(30)
                check(not writer.is_alive(), "a writer noticed that the engine is gone")
            engine.kill()
            engine = Local(folder / "data", folder)
            for writer in writers:
                writer.verify(engine.endpoint)
            rows.append(
                (number, f"{moment:.2f} s", sum(w.answered for w in writers),
                 sum(len(w.events) for w in writers), sum(len(w.objects) for w in writers),
                 "0 lost")  # fmt: skip
            )
            print("  ".join(map(str, rows[-1])), flush=True)
        return rows
    finally:
        engine.kill()
        shutil.rmtree(folder, ignore_errors=True)
