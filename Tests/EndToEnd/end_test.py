# SPDX-License-Identifier: Apache-2.0
"""The end of a job and what is left behind: --detach, settle, doctor."""

import json
import os
import pty
import shutil
import signal
import subprocess
import time

from project_case import GOOD, ProjectCase
from sluice_program import BINARY, is_running, wait_until


class LeftBehind(ProjectCase):
    def setUp(self):
        super().setUp()
        self.deploy("production", code=0)
        self.write("src/app.py", GOOD + "# second\n")

    def baking(self):
        running = self.background("deploy", "production", "--local", "--yes", "--output", "json")
        wait_until(lambda: self.alias() == ("1", {"2": 0.2}), 30, "the first step")
        return running

    def open_rollouts(self):
        return self.sluice("status", "--output", "json").json["rollouts"]

    def aws(self):
        import boto3

        return boto3.client(
            "lambda",
            endpoint_url=self.engine.endpoint,
            region_name="us-east-1",
            aws_access_key_id="AKIDEXAMPLE",
            aws_secret_access_key="secret",
        )


class Detached(LeftBehind):
    def test_a_driver_goes_on_in_the_background(self):
        with self.traffic():
            ended = self.sluice(
                "deploy", "production", "--local", "--yes", "--detach", "--output", "json"
            )
            self.assertEqual(ended.code, 0, ended)
            target = self.target(ended.json)
            self.assertEqual((ended.json["outcome"], target["outcome"]), ("open", "open"))
            (rollout,) = self.open_rollouts()
            driver = rollout["driver"]
            self.addCleanup(lambda: is_running(driver["pid"]) and os.kill(driver["pid"], 9))
            self.assertEqual(rollout["rollout"], target["rollout"])
            self.assertTrue(driver["answering"])
            self.assertEqual(os.getsid(driver["pid"]), driver["pid"], "a session of its own")
            wait_until(lambda: not self.open_rollouts(), 40, "it ended")
        self.assertEqual(self.alias(), ("2", {}))
        log = next(line for line in ended.err.splitlines() if " log " in line).split()[-1]
        with open(log) as text:
            self.assertIn('"outcome":"promoted"', text.read())

    def test_what_is_refused(self):
        ci = self.sluice("deploy", "production", "--local", "--yes", "--detach", CI="true")
        self.assertEqual(ci.code, 12, ci)
        self.assertIn("shared journal", ci.err)
        no = self.sluice("deploy", "production", "--local", "--detach")
        self.assertEqual(no.code, 64, no)
        self.engine.stop()
        alone = self.sluice("deploy", "staging", "--local", "--detach")
        self.assertEqual(alone.code, 64, alone)
        self.assertIn("sluice local", alone.err)

    def test_a_refusal_of_the_driver_is_ours(self):
        self.baking()
        ended = self.sluice(
            "deploy", "production", "--local", "--yes", "--detach", "--output", "json"
        )
        self.assertEqual(ended.code, 12, ended)
        self.assertIn("still open", ended.json["error"]["what"])


class Settle(LeftBehind):
    def settle(self):
        began = time.monotonic()
        ended = self.sluice("settle", "--local", "--output", "json")
        self.assertLess(time.monotonic() - began, 7)
        return ended

    def test_nothing_is_open(self):
        ended = self.settle()
        self.assertEqual((ended.code, ended.json["targets"]), (0, []), ended)

    def test_what_nobody_drives_is_rolled_back(self):
        self.baking().kill()
        ended = self.settle()
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertEqual((target["outcome"], target["traffic"]), ("rolledBack", {"1": 1.0}))
        self.assertEqual(self.alias(), ("1", {}))

    def test_what_somebody_drives_is_left_to_them(self):
        running = self.baking()
        ended = self.settle()
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "open")
        self.assertIn(f"process {running.pid}", ended.err)
        self.assertIsNone(running.process.poll())

    def test_what_has_all_traffic_is_finished(self):
        self.change(
            "steps: [{weight: 20%, bake: 4s}, {weight: 50%, bake: 3s}]",
            "steps: [{weight: 20%, bake: 1s}]\n      watchAfter: 10m",
        )
        running = self.background(
            "deploy", "production", "--local", "--yes", "--output", "json"
        )
        with self.traffic():
            wait_until(lambda: self.alias() == ("2", {}), 40, "all traffic")
        running.kill()
        ended = self.settle()
        self.assertEqual(ended.code, 0, ended)
        target = self.target(ended.json)
        self.assertTrue(target["outcome"].startswith("promoted"), ended)
        self.assertEqual(self.alias(), ("2", {}))

    def moved_by_others(self, version, weights):
        """A rollout that nobody drives, whose alias someone else moved."""
        self.baking().kill()
        self.aws().update_alias(
            FunctionName="orders-production", Name="live", FunctionVersion=version,
            RoutingConfig={"AdditionalVersionWeights": weights},
        )  # fmt: skip
        ended = self.settle()
        return ended.code, self.target(ended.json)["outcome"], self.alias()

    def test_what_someone_else_promoted_stays(self):
        code, outcome, alias = self.moved_by_others("2", {})
        self.assertEqual((code, alias), (0, ("2", {})))
        self.assertTrue(outcome.startswith("promoted"), outcome)

    def test_a_share_that_someone_else_set_stays(self):
        found = self.moved_by_others("1", {"2": 0.7})
        self.assertEqual(found, (13, "open", ("1", {"2": 0.7})))

    def test_a_share_that_was_held_goes_back(self):
        aws = self.aws()
        aws.update_function_configuration(FunctionName="orders-production", MemorySize=300)
        aws.get_waiter("function_updated_v2").wait(FunctionName="orders-production")
        aws.publish_version(FunctionName="orders-production")
        holding = self.background(
            "shift", "production", "10%", "--version", "2", "--local", "--hold-until", "30m"
        )
        wait_until(lambda: self.alias()[1], 30, "the share")
        holding.kill()
        ended = self.settle()
        self.assertEqual(ended.code, 0, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "rolledBack")
        self.assertEqual(self.alias(), ("1", {}))

    def test_without_aws_it_says_so_in_time(self):
        self.baking().kill()
        self.engine.send(signal.SIGSTOP)
        self.addCleanup(self.engine.send, signal.SIGCONT)
        ended = self.settle()
        self.assertEqual(ended.code, 13, ended)
        self.assertEqual(self.target(ended.json)["outcome"], "open")


class Doctor(LeftBehind):
    def doctor(self, *options):
        ended = self.sluice("doctor", "--local", "--output", "json", *options)
        return ended.code, {item["id"]: item for item in ended.json["items"]}

    def test_all_is_well(self):
        code, items = self.doctor()
        self.assertEqual(code, 0, items)
        self.assertEqual({item["state"] for item in items.values()} - {"ok", "skipped"}, set())

    def test_an_environment_without_a_region_says_all_that_can_be_given(self):
        ended = self.sluice("doctor", "--output", "json", AWS_REGION="", AWS_DEFAULT_REGION="")
        (alias,) = {i["fix"] for i in ended.json["items"] if i["state"] == "skipped"}
        self.assertIn("--region", alias)
        self.assertIn("--local", alias)

    def test_a_rollout_that_nobody_drives(self):
        self.baking().kill()
        code, items = self.doctor()
        self.assertEqual((code, items["rollout.undriven"]["state"]), (2, "fail"))
        self.assertIn("sluice abort r-", items["rollout.undriven"]["fix"])
        asks = self.sluice("doctor", "--local", "--fix")
        self.assertEqual(asks.code, 64, asks)
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["rollout.undriven"]["state"]), (0, "ok"), items)
        self.assertEqual(self.alias(), ("1", {}))

    def test_weights_that_nobody_owns(self):
        aws = self.aws()
        aws.publish_version(FunctionName="orders-production")
        aws.update_function_configuration(FunctionName="orders-production", MemorySize=300)
        aws.get_waiter("function_updated_v2").wait(FunctionName="orders-production")
        aws.publish_version(FunctionName="orders-production")
        for weight, name in ((0.3, "alias.split"), (0.0, "alias.zeroWeight")):
            with self.subTest(name):
                aws.update_alias(
                    FunctionName="orders-production", Name="live",
                    RoutingConfig={"AdditionalVersionWeights": {"2": weight}},
                )  # fmt: skip
                code, items = self.doctor()
                self.assertEqual((code, items.get(name, items)["state"]), (2, "fail"), items)
                code, items = self.doctor("--fix", "--yes")
                self.assertEqual(code, 0, items)
                found = aws.get_alias(FunctionName="orders-production", Name="live")
                weights = found.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})
                self.assertEqual((found["FunctionVersion"], weights), ("1", {}))

    def place(self):
        return dict(FunctionName="orders-production", Name="live")

    def test_the_weights_of_a_rollout_elsewhere_stay(self):
        aws = self.aws()
        aws.update_function_configuration(FunctionName="orders-production", MemorySize=300)
        aws.get_waiter("function_updated_v2").wait(FunctionName="orders-production")
        aws.publish_version(FunctionName="orders-production")
        weights = {"AdditionalVersionWeights": {"2": 0.3}}
        claim = "sluice r-ELSEWHERE 1/2 until {}T10:00Z | mine"
        aws.update_alias(
            **self.place(), RoutingConfig=weights, Description=claim.format("2100-01-01")
        )
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["claim.elsewhere"]["state"]), (0, "note"), items)
        self.assertNotIn("alias.split", items)
        self.assertEqual(self.alias(), ("1", {"2": 0.3}))
        # Once the claim is void, both are leftovers.
        aws.update_alias(
            **self.place(), RoutingConfig=weights, Description=claim.format("2020-01-01")
        )
        code, items = self.doctor()
        self.assertEqual((code, items["claim.left"]["state"]), (2, "fail"), items)
        self.assertEqual(items["alias.split"]["state"], "fail", items)
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual(code, 0, items)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(aws.get_alias(**self.place())["Description"], "mine")

    def damaged(self):
        """The journal of an open rollout that nobody drives, with one line changed."""
        self.baking().kill()
        (rollout,) = self.open_rollouts()
        journal = self.folder / f".sluice/rollouts/{rollout['rollout']}.jsonl"
        journal.write_bytes(journal.read_bytes().replace(b'"intended"', b'"intendet"', 1))
        return journal

    def test_a_damaged_journal_is_put_aside_and_its_share_taken_back(self):
        journal = self.damaged()
        for _ in range(2):
            code, items = self.doctor()
            self.assertEqual((code, items["alias.split"]["state"]), (2, "fail"), items)
            self.assertEqual(items["alias.split"]["fix"], "sluice rollback production --local")
            self.assertEqual(self.alias(), ("1", {"2": 0.2}))
            # Put aside by hand it is found as well.
            if journal.exists():
                self.assertEqual(items["journal.damaged"]["state"], "fail", items)
                journal.rename(f"{journal}.damaged-20260101T000000Z")
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["alias.split"]["state"]), (0, "ok"), items)
        self.assertEqual(self.alias(), ("1", {}))
        self.assertEqual(self.doctor()[0], 0)

    def test_nobody_says_that_nothing_is_open_beside_a_damaged_journal(self):
        journal = self.damaged()
        back = "sluice rollback production --local"
        status = self.sluice("status")
        self.assertEqual(status.code, 1, status)
        self.assertNotIn("no rollout is open", status.out)
        self.assertIn(back, status.err)
        status = self.sluice("status", "--output", "json")
        self.assertEqual((status.code, status.json), (1, {"rollouts": []}), status)
        settled = self.sluice("settle", "--local")
        self.assertEqual(settled.code, 13, settled)
        self.assertIn(back, settled.out)
        settled = self.sluice("settle", "--local", "--output", "json")
        self.assertEqual((settled.code, settled.json["outcome"]), (13, "open"), settled)
        aborted = self.sluice("abort", journal.stem, "--output", "json")
        self.assertIn(back, aborted.json["error"]["next"][0])
        self.assertEqual(self.sluice(*back.split()[1:]).code, 0)
        self.assertEqual(self.alias(), ("1", {}))
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["journal.damaged"]["state"]), (0, "ok"), items)
        self.assertEqual(len(list(journal.parent.glob("*.damaged-*"))), 1)
        self.assertEqual(self.sluice("status").out, "no rollout is open\n")

    def test_a_driver_that_is_silent(self):
        running = self.baking()
        running.send(signal.SIGSTOP)
        try:
            time.sleep(6)
            code, items = self.doctor()
            self.assertEqual((code, items["driver.silent"]["state"]), (2, "fail"), items)
            self.assertIn(f"process {running.pid}", items["driver.silent"]["text"])
            code, items = self.doctor("--fix", "--yes")
            self.assertEqual(items["driver.silent"]["state"], "ok", items)
            self.assertEqual(self.alias(), ("1", {}))
        finally:
            running.send(signal.SIGCONT)
        self.assertNotEqual(running.wait(20).code, 0)

    def test_a_lock_that_is_kept_for_nothing(self):
        running = self.baking()
        running.send(signal.SIGSTOP)
        # As the end of a job leaves it: the working copy is gone, and the process is not.
        shutil.rmtree(self.folder / ".sluice/rollouts")
        time.sleep(6)
        code, items = self.doctor()
        self.assertEqual((code, items["lock.left"]["state"]), (2, "fail"), items)
        self.assertIn(f"process {running.pid}", items["lock.left"]["text"])
        self.assertIn("silent since", items["lock.left"]["evidence"])
        code, answers = self.on_a_terminal("n")
        self.assertEqual(code, 2, answers)
        self.assertIn("keeps the lock", answers)
        self.assertIn("repair it? [y/N]", answers)
        self.assertIsNone(running.process.poll())
        code, answers = self.on_a_terminal("y")
        self.assertIn(f"repaired: process {running.pid} was ended", answers)
        self.assertEqual(running.process.wait(5), -signal.SIGKILL)
        code, items = self.doctor()
        self.assertNotIn("lock.left", items)

    def test_a_lock_of_a_driver_that_answers_is_none(self):
        self.baking()
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual((code, items["rollout.driven"]["state"]), (0, "ok"), items)
        self.assertNotIn("lock.left", items)

    def on_a_terminal(self, answer):
        """`doctor --fix` before somebody who answers each question so."""
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            [BINARY, "doctor", "--local", "--fix"],
            cwd=self.folder, env=self.env, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(ours, 4096):
                said += chunk
                if chunk.rstrip().endswith(b"[y/N]"):
                    os.write(ours, f"{answer}\n".encode())
        except OSError:
            # The other side is closed: it has ended.
            pass
        finally:
            os.close(ours)
        return running.wait(30), said.decode()

    def test_the_alias_beside_remembers_what_serves(self):
        self.deploy("staging", code=0)
        self.write("src/app.py", GOOD + "# third\n")
        self.deploy("staging", code=0)
        place = dict(FunctionName="orders-staging", Name="live-previous")
        self.assertEqual(self.aws().get_alias(**place)["FunctionVersion"], "1")
        self.aws().update_alias(**place, FunctionVersion="2")
        code, items = self.doctor()
        self.assertEqual((code, items["alias.previous"]["state"]), (2, "fail"), items)
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual(code, 0, items)
        self.assertEqual(self.aws().get_alias(**place)["FunctionVersion"], "1")

    def test_what_a_mistyped_region_left_in_the_engine_is_found(self):
        there = ("--endpoint-url", self.engine.endpoint, "--region")
        typed = self.sluice("plan", "dev", *there, "eu-wset-2")
        self.assertEqual(typed.code, 0, typed)
        deployed = self.sluice("deploy", "dev", *there, "eu-wset-1", "--yes", "--output", "json")
        self.assertEqual(self.target(deployed.json)["region"], "eu-wset-1", deployed)
        self.engine.stop()
        code, items = self.doctor()
        self.assertEqual(code, 0, items)
        text = "it also keeps 1 function in eu-wset-1 of account 000000000000"
        self.assertEqual((items["engine.realms"]["state"], items["engine.realms"]["text"]), ("note", text))

    def test_damaged_engine_data_is_moved_aside(self):
        self.engine.stop()
        state = self.folder / ".sluice/local/state.sqlite"
        bytes_ = bytearray(state.read_bytes())
        for number in range(200, len(bytes_)):
            bytes_[number] = number % 251
        state.write_bytes(bytes_)
        for more in state.parent.glob("state.sqlite-*"):
            more.unlink()
        code, items = self.doctor()
        self.assertEqual((code, items["engine.data"]["state"]), (2, "fail"), items)
        code, items = self.doctor("--fix", "--yes")
        self.assertEqual(items["engine.data"]["state"], "ok", items)
        self.assertEqual(len(list((self.folder / ".sluice").glob("local.damaged-*"))), 1)
