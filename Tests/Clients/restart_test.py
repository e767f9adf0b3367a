# SPDX-License-Identifier: Apache-2.0
"""What the engine answered is there after a restart, a kill, and a kill in the middle of writes."""

import concurrent.futures
import signal
import urllib.request

from botocore.exceptions import BotoCoreError, ClientError

from engine_case import EngineCase
from packages import python, saying
from sluice_program import wait_until


class Restart(EngineCase):
    def again(self, number):
        """Ends the engine with a signal and starts it anew on the same data."""
        if number == signal.SIGKILL:
            self.engine.kill()
        else:
            self.assertEqual(self.engine.stop(number).code, 0)
        type(self).start()

    def everything(self):
        """All that control calls can read of the function."""
        read = self.awslambda.get_function(FunctionName="kept")
        read["Code"].pop("Location")
        read.pop("ResponseMetadata")
        versions = self.awslambda.list_versions_by_function(FunctionName="kept")["Versions"]
        aliases = self.awslambda.list_aliases(FunctionName="kept")["Aliases"]
        return read, versions, aliases

    def test_state_survives(self):
        self.create("kept", saying("one"), Description="first", Tags={"team": "orders"})
        self.publish("kept")
        self.publish("kept", saying("two"))
        self.awslambda.create_alias(
            FunctionName="kept",
            Name="live",
            FunctionVersion="1",
            RoutingConfig={"AdditionalVersionWeights": {"2": 0.25}},
        )
        before = self.everything()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            with self.subTest(signal=number.name):
                self.again(number)
                self.assertEqual(self.everything(), before)
                self.assertEqual(self.invoke("kept:1")["Payload"]["word"], "one")
                self.assertEqual(self.invoke("kept:2")["Payload"]["word"], "two")
                url = self.awslambda.get_function(FunctionName="kept")["Code"]["Location"]
                with urllib.request.urlopen(url) as answer:
                    self.assertEqual(answer.read(), saying("two"))
        self.assertEqual(self.publish("kept", saying("three")), "3")

    def test_a_kill_between_writes_loses_nothing_that_was_answered(self):
        self.create("counted", saying("0"))
        answered = []
        for number in range(1, 6):
            answered.append(self.publish("counted", saying(str(number))))
        self.again(signal.SIGKILL)
        listed = self.awslambda.list_versions_by_function(FunctionName="counted")["Versions"]
        self.assertEqual([v["Version"] for v in listed], ["$LATEST", *answered])

    def test_a_running_call_ends_before_the_engine_does(self):
        source = "import time, pathlib\ndef handler(event, context):\n" \
            "    pathlib.Path(event['mark']).touch()\n    time.sleep(1)\n    return 'whole'\n"
        self.create("slow", python(source), Timeout=10)
        mark = self.folder / "started"
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            call = pool.submit(self.invoke, "slow", {"mark": str(mark)})
            wait_until(mark.exists, 10, "the call runs")
            self.engine.send(signal.SIGTERM)
            self.assertEqual(call.result(20)["Payload"], "whole")
        self.assertEqual(self.engine.wait(20).code, 0)
        with self.assertRaises((BotoCoreError, ClientError)):
            self.awslambda.list_functions()
        type(self).start()
