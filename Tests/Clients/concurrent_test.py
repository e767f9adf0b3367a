# SPDX-License-Identifier: Apache-2.0
"""Control calls of several clients at once: each write stays, whatever the others write beside it."""

import concurrent.futures
import unittest

from engine_case import EngineCase, ROLE
from packages import python

CLIENTS = 6
WRITES = 40


class Concurrent(EngineCase):
    def writes(self, number):
        """One client's writes to its own function; what it does not find again."""
        client = self.client("lambda")
        name = f"beside-{number}"
        client.create_function(
            FunctionName=name, Runtime="python3.12", Handler="app.handler", Role=ROLE,
            Code={"ZipFile": python()},
        )  # fmt: skip
        # A write that is lost may be the function itself: the waiter then fails.
        client.get_waiter("function_active_v2").wait(FunctionName=name)
        version = client.publish_version(FunctionName=name)["Version"]
        client.create_alias(FunctionName=name, Name="live", FunctionVersion=version)
        lost = []
        for turn in range(WRITES):
            text = f"turn {turn}"
            written = client.update_alias(
                FunctionName=name, Name="live", FunctionVersion=version, Description=text
            )
            found = client.get_alias(FunctionName=name, Name="live")
            if (found["Description"], found["RevisionId"]) != (text, written["RevisionId"]):
                lost.append(turn)
        return lost

    def test_no_write_is_lost_beside_others(self):
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            lost = list(pool.map(self.writes, range(CLIENTS)))
        self.assertEqual(lost, [[]] * CLIENTS)


if __name__ == "__main__":
    unittest.main()
