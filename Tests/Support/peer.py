# SPDX-License-Identifier: Apache-2.0
"""Another emulator in the place of the engine, to see which checks it would pass as well.

With `SLUICE_PEER=moto` an `EngineCase` starts moto's server instead of `sluice local`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

from sluice_program import Ended, clean_environment, credentials, wait_until

NAME = os.environ.get("SLUICE_PEER")


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Moto:
    """moto's server, with the endpoint and the environment that clients need."""

    def __init__(self, data, folder):
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.environment = clean_environment(**credentials(self.endpoint))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
            cwd=folder,
            env=clean_environment(MOTO_ACCOUNT_ID="000000000000"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            wait_until(self.answers, 30, "moto answers")
            # Without it each function would need a container.
            self.ask("/moto-api/config", {"lambda": {"use_docker": False}})
        except BaseException:
            self.kill()
            raise

    @property
    def pid(self):
        return self.process.pid

    def answers(self):
        try:
            return self.ask("/moto-api/data.json")
        except (urllib.error.URLError, ConnectionError):
            return None

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(self.endpoint + path, data=data, timeout=5) as answer:
            return answer.status

    def stop(self):
        self.kill()
        return Ended(0, "", "", 0)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
