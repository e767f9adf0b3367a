# SPDX-License-Identifier: Apache-2.0
"""What tests choose about `sluice local`: waits, settling, chance, and when functions fall asleep."""

import time

from botocore.exceptions import WaiterError

from engine_case import ROLE, EngineCase
from packages import python, saying
from sluice_program import wait_until


class Idle(EngineCase):
    options = ("--idle-after", "1s", "--settle-time", "300ms")

    def state(self, name):
        configuration = self.awslambda.get_function_configuration(FunctionName=name)
        return configuration["State"], configuration.get("StateReasonCode")

    def test_an_idle_function_becomes_inactive_and_a_call_wakes_it(self):
        self.create("sleepy", saying("here"))
        self.assertEqual(self.invoke("sleepy")["Payload"]["word"], "here")
        wait_until(lambda: self.state("sleepy") == ("Inactive", "Idle"), 10, "it is inactive")
        code, status, text = self.refused(self.awslambda.invoke, FunctionName="sleepy")
        self.assertEqual((code, status), ("ResourceConflictException", 409))
        self.assertIn("Pending", text)
        self.assertEqual(self.state("sleepy"), ("Pending", "Restoring"))
        self.wait("function_active_v2", "sleepy")
        self.assertEqual(self.invoke("sleepy")["Payload"]["word"], "here")

    def test_an_event_waits_for_its_function_to_wake(self):
        self.create("called", saying("later"))
        wait_until(lambda: self.state("called")[0] == "Inactive", 10, "it is inactive")
        logs = self.client("logs")
        self.client("sns")
        topic = self.client("sns").create_topic(Name="t")["TopicArn"]
        arn = "arn:aws:lambda:us-east-1:000000000000:function:called"
        wait_until(lambda: self.state("called")[0] == "Inactive", 10, "it is inactive")
        self.client("sns").subscribe(TopicArn=topic, Protocol="lambda", Endpoint=arn)
        self.client("sns").publish(TopicArn=topic, Message="m")

        def ran():
            groups = logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/called")["logGroups"]
            return groups and any(
                e["message"].startswith("REPORT")
                for e in logs.filter_log_events(logGroupName="/aws/lambda/called")["events"]
            )

        wait_until(ran, 20, "the event ran")


class Lost(EngineCase):
    """A package that is lost before its function has settled."""

    options = ("--settle-time", "1s")

    def lose(self):
        for package in (self.folder / "data/packages").iterdir():
            package.unlink()

    def failed(self, waiter):
        with self.assertRaises(WaiterError) as caught:
            self.wait(waiter, "lost")
        self.assertIn("terminal failure state", str(caught.exception))
        configuration = self.awslambda.get_function_configuration(FunctionName="lost")
        return configuration

    def test_functions_and_updates_fail_and_waiters_say_so(self):
        made = {
            "FunctionName": "lost", "Runtime": "python3.12", "Handler": "app.handler",
            "Role": ROLE, "Code": {"ZipFile": saying("first")},
        }
        self.awslambda.create_function(**made)
        self.lose()
        for waiter in ("function_active", "function_active_v2"):
            shown = self.failed(waiter)
        self.assertEqual(
            (shown["State"], shown["StateReasonCode"]), ("Failed", "InvalidZipFileException")
        )
        code, status, text = self.refused(self.awslambda.invoke, FunctionName="lost")
        self.assertEqual((code, status), ("ResourceConflictException", 409))
        self.assertIn("'Failed'", text)
        code, status, _ = self.refused(
            self.awslambda.update_function_code, FunctionName="lost", ZipFile=saying("x")
        )
        self.assertEqual((code, status), ("ResourceConflictException", 409))
        self.awslambda.delete_function(FunctionName="lost")
        self.awslambda.create_function(**made)
        self.wait("function_active_v2", "lost")
        self.assertEqual(self.invoke("lost")["Payload"]["word"], "first")
        self.awslambda.update_function_code(FunctionName="lost", ZipFile=saying("second"))
        self.lose()
        for waiter in ("function_updated", "function_updated_v2"):
            shown = self.failed(waiter)
        self.assertEqual(
            (shown["State"], shown["LastUpdateStatus"], shown["LastUpdateStatusReasonCode"]),
            ("Active", "Failed", "InvalidZipFileException"),
        )
        self.assertEqual(self.invoke("lost")["Payload"]["word"], "first")
        self.update("lost", saying("third"))
        self.assertEqual(self.invoke("lost")["Payload"]["word"], "third")


class Waits(EngineCase):
    options = ("--retry-wait", "100ms", "--settle-time", "0s", "--seed", "7")

    def test_retries_come_as_soon_as_was_asked(self):
        self.create("failing", python("def handler(event, context):\n    raise ValueError('no')\n"))
        start = time.monotonic()
        self.awslambda.invoke(FunctionName="failing", InvocationType="Event")
        logs = self.client("logs")

        def attempts():
            groups = logs.describe_log_groups()["logGroups"]
            if not groups:
                return 0
            events = logs.filter_log_events(logGroupName="/aws/lambda/failing")["events"]
            return sum(e["message"].startswith("REPORT") for e in events)

        wait_until(lambda: attempts() == 3, 20, "three attempts")
        self.assertLess(time.monotonic() - start, 2.9)

    def test_nothing_is_ever_pending(self):
        answer = self.awslambda.create_function(
            FunctionName="now", Runtime="python3.12", Handler="app.handler",
            Role="arn:aws:iam::000000000000:role/lambda", Code={"ZipFile": python()},
        )
        self.assertEqual(answer["State"], "Pending")
        state = self.awslambda.get_function_configuration(FunctionName="now")["State"]
        self.assertEqual(state, "Active")
