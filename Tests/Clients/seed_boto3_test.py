# SPDX-License-Identifier: Apache-2.0
"""The three deployment patterns that people know from AWS's documents, by boto3.

With the traps that those patterns hold: what AWS does there, the engine must do.
"""

from engine_case import EngineCase
from packages import saying


class DirectUpdate(EngineCase):
    def test_latest_is_updated_in_place(self):
        self.create("direct", saying("one"))
        self.update("direct", saying("two"))
        answer = self.invoke("direct")
        self.assertEqual(answer["Payload"], {"word": "two", "version": "$LATEST"})
        self.assertEqual(answer["ExecutedVersion"], "$LATEST")

    def test_a_second_write_during_an_update_is_refused(self):
        self.create("busy", saying("one"))
        first = self.awslambda.update_function_code(FunctionName="busy", ZipFile=saying("two"))
        self.assertEqual(first["LastUpdateStatus"], "InProgress")
        arn = first["FunctionArn"]
        text = (
            "The operation cannot be performed at this time. "
            f"An update is in progress for resource: {arn}"
        )
        for call, arguments in (
            (self.awslambda.update_function_code, {"ZipFile": saying("three")}),
            (self.awslambda.update_function_configuration, {"Timeout": 7}),
            (self.awslambda.publish_version, {}),
        ):
            with self.subTest(call=call.__name__):
                self.assertEqual(
                    self.refused(call, FunctionName="busy", **arguments),
                    ("ResourceConflictException", 409, text),
                )
        self.wait("function_updated_v2", "busy")
        self.assertEqual(self.publish("busy"), "1")

    def test_states_are_seen_on_the_way(self):
        made = self.awslambda.create_function(
            FunctionName="states",
            Runtime="python3.12",
            Handler="app.handler",
            Role="arn:aws:iam::000000000000:role/lambda",
            Code={"ZipFile": saying("one")},
        )
        self.assertEqual((made["State"], made["StateReasonCode"]), ("Pending", "Creating"))
        self.assertNotIn("LastUpdateStatus", made)
        self.wait("function_active_v2", "states")
        active = self.awslambda.get_function_configuration(FunctionName="states")
        self.assertEqual((active["State"], active["LastUpdateStatus"]), ("Active", "Successful"))
        self.assertNotEqual(active["RevisionId"], made["RevisionId"])
        updating = self.awslambda.update_function_code(FunctionName="states", ZipFile=saying("two"))
        self.assertEqual((updating["State"], updating["LastUpdateStatus"]), ("Active", "InProgress"))
        self.wait("function_updated_v2", "states")
        after = self.awslambda.get_function_configuration(FunctionName="states")
        revisions = {c["RevisionId"] for c in (made, active, updating, after)}
        self.assertEqual(len(revisions), 4)


class VersionedDeployment(EngineCase):
    def test_update_wait_publish_alias_and_back(self):
        self.create("versioned", saying("one"))
        first = self.publish("versioned")
        alias = self.awslambda.create_alias(
            FunctionName="versioned", Name="production", FunctionVersion=first
        )
        self.assertNotIn("RoutingConfig", alias)
        second = self.publish("versioned", saying("two"))
        self.assertEqual((first, second), ("1", "2"))
        self.assertEqual(self.invoke("versioned:2")["Payload"]["word"], "two")
        self.assertEqual(self.invoke("versioned:production")["Payload"]["word"], "one")
        self.awslambda.update_alias(
            FunctionName="versioned", Name="production", FunctionVersion=second
        )
        answer = self.invoke("versioned", Qualifier="production")
        self.assertEqual(answer["Payload"], {"word": "two", "version": "2"})
        self.assertEqual(answer["ExecutedVersion"], "2")
        self.awslambda.update_alias(
            FunctionName="versioned", Name="production", FunctionVersion=first
        )
        self.assertEqual(self.invoke("versioned:production")["Payload"]["word"], "one")

    def test_publishing_twice_gives_the_same_version(self):
        self.create("same", saying("one"))
        first = self.awslambda.publish_version(FunctionName="same", Description="first")
        again = self.awslambda.publish_version(FunctionName="same", Description="ignored")
        self.assertEqual(
            (first["Version"], first["RevisionId"], "first"),
            (again["Version"], again["RevisionId"], again["Description"]),
        )
        self.assertEqual(self.publish("same", saying("two")), "2")
        self.assertEqual(self.publish("same", saying("one")), "3")

    def test_publish_is_guarded_by_hash_and_revision(self):
        made = self.create("guarded", saying("one"))
        wrong = "wrong" + made["CodeSha256"][5:]
        self.assertEqual(
            self.refused(self.awslambda.publish_version, FunctionName="guarded", CodeSha256=wrong),
            (
                "InvalidParameterValueException",
                400,
                f"CodeSHA256 ({wrong}) is different from current CodeSHA256 in $LATEST "
                f"({made['CodeSha256']}). Please try again with the CodeSHA256 in $LATEST.",
            ),
        )
        code, status, _ = self.refused(
            self.awslambda.publish_version, FunctionName="guarded", RevisionId=made["RevisionId"]
        )
        self.assertEqual((code, status), ("PreconditionFailedException", 412))

    def test_versions_are_listed_ascending_with_latest_first(self):
        # The trap: `Versions[10:]` selects the newest, not the oldest.
        self.create("listed", saying("0"))
        for word in "123456789AB":
            self.publish("listed", saying(word))
        pages = self.awslambda.get_paginator("list_versions_by_function").paginate(
            FunctionName="listed", PaginationConfig={"PageSize": 5}
        )
        listed = [version["Version"] for page in pages for version in page["Versions"]]
        self.assertEqual(listed, ["$LATEST", *map(str, range(1, 12))])
        self.assertEqual(listed[10:], ["10", "11"])

    def test_a_version_that_an_alias_names_is_not_deleted(self):
        self.create("kept", saying("one"))
        self.publish("kept")
        self.publish("kept", saying("two"))
        self.awslambda.create_alias(
            FunctionName="kept",
            Name="live",
            FunctionVersion="1",
            RoutingConfig={"AdditionalVersionWeights": {"2": 0.1}},
        )
        for version in ("1", "2"):
            code, status, _ = self.refused(
                self.awslambda.delete_function, FunctionName="kept", Qualifier=version
            )
            self.assertEqual((code, status), ("ResourceConflictException", 409))
        self.awslambda.delete_alias(FunctionName="kept", Name="live")
        self.awslambda.delete_function(FunctionName="kept", Qualifier="1")
        self.awslambda.delete_function(FunctionName="kept", Qualifier="1")
        listed = self.awslambda.list_versions_by_function(FunctionName="kept")["Versions"]
        self.assertEqual([v["Version"] for v in listed], ["$LATEST", "2"])


class GradualDeployment(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        case = cls()
        case.create("gradual", saying("old"))
        case.publish("gradual")
        case.publish("gradual", saying("new"))
        cls.awslambda.create_alias(FunctionName="gradual", Name="live", FunctionVersion="1")

    def alias(self, **more):
        return self.awslambda.update_alias(FunctionName="gradual", Name="live", **more)

    def shares(self, calls=200):
        """How many of the calls each version answered."""
        counts = {}
        for _ in range(calls):
            version = self.invoke("gradual:live")["ExecutedVersion"]
            counts[version] = counts.get(version, 0) + 1
        return counts

    def setUp(self):
        self.alias(FunctionVersion="1", RoutingConfig={})

    def test_weights_draw_among_two_versions(self):
        self.alias(RoutingConfig={"AdditionalVersionWeights": {"2": 0.5}})
        shares = self.shares()
        # Five standard deviations: less than one false alarm in a million runs.
        self.assertEqual(sum(shares.values()), 200)
        self.assertTrue(65 <= shares.get("2", 0) <= 135, shares)

    def test_the_other_way_round_is_understood_too(self):
        self.alias(
            FunctionVersion="2", RoutingConfig={"AdditionalVersionWeights": {"1": 0.9}}
        )
        self.assertTrue(self.shares(100).get("1", 0) > 60)

    def test_an_update_without_routing_keeps_the_weights(self):
        # The trap: "then 100 %" leaves the split in place.
        self.alias(FunctionVersion="2", RoutingConfig={"AdditionalVersionWeights": {"1": 0.5}})
        answer = self.alias(FunctionVersion="2")
        self.assertEqual(answer["RoutingConfig"], {"AdditionalVersionWeights": {"1": 0.5}})

    def test_both_empty_forms_clear_the_weights(self):
        for empty in ({}, {"AdditionalVersionWeights": {}}):
            self.alias(RoutingConfig={"AdditionalVersionWeights": {"2": 0.3}})
            self.assertNotIn("RoutingConfig", self.alias(RoutingConfig=empty))
            read = self.awslambda.get_alias(FunctionName="gradual", Name="live")
            self.assertNotIn("RoutingConfig", read)

    def test_a_rollback_that_names_the_weighted_version_is_refused(self):
        # The trap: the documents' own gradual rollback.
        self.alias(FunctionVersion="2", RoutingConfig={"AdditionalVersionWeights": {"1": 0.5}})
        self.assertEqual(
            self.refused(self.alias, FunctionVersion="1"),
            (
                "InvalidParameterValueException",
                400,
                "Invalid function version 1. Function version 1 is already included in routing "
                "configuration.",
            ),
        )
        self.alias(FunctionVersion="1", RoutingConfig={})
        self.assertEqual(self.shares(20), {"1": 20})

    def test_a_stale_revision_is_refused(self):
        old = self.awslambda.get_alias(FunctionName="gradual", Name="live")["RevisionId"]
        new = self.alias(RoutingConfig={"AdditionalVersionWeights": {"2": 0.1}})["RevisionId"]
        self.assertNotEqual(old, new)
        self.assertEqual(
            self.refused(self.alias, FunctionVersion="1", RoutingConfig={}, RevisionId=old),
            (
                "PreconditionFailedException",
                412,
                "The Revision Id provided does not match the latest Revision Id. Call the "
                "GetFunction/GetAlias API to retrieve the latest Revision Id",
            ),
        )

    def test_weights_that_aws_refuses(self):
        code, status, text = self.refused(
            self.alias, RoutingConfig={"AdditionalVersionWeights": {"2": 2.0}}
        )
        self.assertEqual((code, status), ("ValidationException", 400))
        self.assertIn("Value '{2=2.0}' at 'routingConfig.additionalVersionWeights'", text)
        code, status, text = self.refused(
            self.alias, RoutingConfig={"AdditionalVersionWeights": {"2": 0.1, "3": 0.1}}
        )
        self.assertEqual(
            (code, status, text),
            (
                "InvalidParameterValueException",
                400,
                "Number of items in AdditionalVersionWeights cannot be greater than 1",
            ),
        )

    def test_an_alias_that_nothing_wrote_is_not_there(self):
        # The trap: the immediate rollback reads an alias that nobody ever made.
        arn = "arn:aws:lambda:us-east-1:000000000000:function:gradual:production-previous"
        self.assertEqual(
            self.refused(
                self.awslambda.get_alias, FunctionName="gradual", Name="production-previous"
            ),
            ("ResourceNotFoundException", 404, f"Cannot find alias arn: {arn}"),
        )
