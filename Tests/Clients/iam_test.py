# SPDX-License-Identifier: Apache-2.0
"""IAM and STS as boto3 speaks them: roles and policies that last, and keys of a role that work."""

import json

import boto3
from botocore.exceptions import ClientError

from engine_case import EngineCase

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"Service": "lambda.amazonaws.com"},
        }
    ],
}
RULES = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


class Identities(EngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.iam = cls.client("iam")
        cls.sts = cls.client("sts")

    def role(self, name, **more):
        return self.iam.create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST), **more
        )["Role"]

    def refused(self, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        answer = caught.exception.response
        return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"]

    def test_role_from_its_making_to_its_end(self):
        role = self.role("whole", Path="/a/", Description="x", Tags=[{"Key": "k", "Value": "v"}])
        self.assertEqual(role["Arn"], "arn:aws:iam::000000000000:role/a/whole")
        self.iam.get_waiter("role_exists").wait(RoleName="whole")
        read = self.iam.get_role(RoleName="whole")["Role"]
        self.assertEqual(read.pop("RoleLastUsed"), {})
        self.assertEqual(read, role)
        self.assertEqual(read["AssumeRolePolicyDocument"], TRUST)
        self.iam.update_role(RoleName="whole", Description="y", MaxSessionDuration=7200)
        self.iam.tag_role(RoleName="whole", Tags=[{"Key": "l", "Value": "w"}])
        self.iam.untag_role(RoleName="whole", TagKeys=["k"])
        tags = self.iam.list_role_tags(RoleName="whole")["Tags"]
        self.assertEqual(tags, [{"Key": "l", "Value": "w"}])
        other = {**TRUST, "Statement": [{**TRUST["Statement"][0], "Principal": {"AWS": "*"}}]}
        self.iam.update_assume_role_policy(RoleName="whole", PolicyDocument=json.dumps(other))
        read = self.iam.get_role(RoleName="whole")["Role"]
        self.assertEqual((read["Description"], read["MaxSessionDuration"]), ("y", 7200))
        self.assertEqual(read["AssumeRolePolicyDocument"], other)
        profiles = self.iam.list_instance_profiles_for_role(RoleName="whole")
        self.assertEqual(profiles["InstanceProfiles"], [])
        self.iam.delete_role(RoleName="whole")
        self.assertEqual(self.refused(self.iam.get_role, RoleName="whole"), (404, "NoSuchEntity"))

    def test_policies_of_a_role(self):
        self.role("policed")
        made = self.iam.create_policy(PolicyName="own", PolicyDocument=json.dumps(RULES))["Policy"]
        self.iam.get_waiter("policy_exists").wait(PolicyArn=made["Arn"])
        for arn in (made["Arn"], BASIC):
            self.iam.attach_role_policy(RoleName="policed", PolicyArn=arn)
        pages = self.iam.get_paginator("list_attached_role_policies").paginate(
            RoleName="policed", PaginationConfig={"PageSize": 1}
        )
        names = [p["PolicyName"] for page in pages for p in page["AttachedPolicies"]]
        self.assertEqual(names, ["AWSLambdaBasicExecutionRole", "own"])
        self.iam.put_role_policy(
            RoleName="policed", PolicyName="inline", PolicyDocument=json.dumps(RULES)
        )
        inline = self.iam.get_role_policy(RoleName="policed", PolicyName="inline")
        self.assertEqual(inline["PolicyDocument"], RULES)
        names = self.iam.list_role_policies(RoleName="policed")["PolicyNames"]
        self.assertEqual(names, ["inline"])
        self.assertEqual(
            self.refused(self.iam.delete_policy, PolicyArn=made["Arn"]), (409, "DeleteConflict")
        )
        self.assertEqual(
            self.refused(self.iam.delete_role, RoleName="policed"), (409, "DeleteConflict")
        )
        self.iam.delete_role_policy(RoleName="policed", PolicyName="inline")
        for arn in (made["Arn"], BASIC):
            self.iam.detach_role_policy(RoleName="policed", PolicyArn=arn)
        self.iam.delete_policy(PolicyArn=made["Arn"])
        self.iam.delete_role(RoleName="policed")

    def test_versions_of_a_policy(self):
        made = self.iam.create_policy(
            PolicyName="versioned", PolicyDocument=json.dumps(RULES), Path="/b/"
        )["Policy"]
        arn = made["Arn"]
        self.assertEqual(arn, "arn:aws:iam::000000000000:policy/b/versioned")
        second = {**RULES, "Statement": [{**RULES["Statement"][0], "Action": "s3:PutObject"}]}
        version = self.iam.create_policy_version(
            PolicyArn=arn, PolicyDocument=json.dumps(second), SetAsDefault=True
        )["PolicyVersion"]
        self.assertEqual((version["VersionId"], version["IsDefaultVersion"]), ("v2", True))
        read = self.iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
        self.assertEqual(read["Document"], second)
        self.assertEqual(self.iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"], "v2")
        self.iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
        self.iam.delete_policy_version(PolicyArn=arn, VersionId="v2")
        versions = self.iam.list_policy_versions(PolicyArn=arn)["Versions"]
        self.assertEqual([v["VersionId"] for v in versions], ["v1"])
        self.iam.tag_policy(PolicyArn=arn, Tags=[{"Key": "a", "Value": "b"}])
        self.assertEqual(len(self.iam.list_policy_tags(PolicyArn=arn)["Tags"]), 1)
        self.iam.untag_policy(PolicyArn=arn, TagKeys=["a"])
        local = self.iam.list_policies(Scope="Local", PathPrefix="/b/")["Policies"]
        self.assertEqual([p["Arn"] for p in local], [arn])

    def test_refusals(self):
        self.assertEqual(
            self.refused(
                self.iam.create_role, RoleName="bad", AssumeRolePolicyDocument="{not json"
            ),
            (400, "MalformedPolicyDocument"),
        )
        self.assertEqual(
            self.refused(self.iam.get_policy, PolicyArn="arn:aws:iam::000000000000:policy/none"),
            (404, "NoSuchEntity"),
        )
        self.assertEqual(self.refused(self.iam.get_user)[1], "InvalidAction")

    def test_keys_of_a_role_work(self):
        role = self.role("taken")
        taken = self.sts.assume_role(RoleArn=role["Arn"], RoleSessionName="me")
        keys = taken["Credentials"]
        session = boto3.Session(
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
            region_name="us-east-1",
        )
        identity = session.client("sts", endpoint_url=self.engine.endpoint).get_caller_identity()
        self.assertEqual(identity["Arn"], "arn:aws:sts::000000000000:assumed-role/taken/me")
        self.assertEqual(identity["UserId"], f"{role['RoleId']}:me")
        session.client("lambda", endpoint_url=self.engine.endpoint).list_functions()
        root = self.sts.get_caller_identity()
        owner = self.sts.get_access_key_info(AccessKeyId="AKIDEXAMPLEAKIDEXAMPLE")["Account"]
        self.assertEqual(owner, root["Account"])
        self.assertEqual(root["Arn"], "arn:aws:iam::000000000000:root")
        own = self.sts.get_session_token()["Credentials"]
        self.assertGreater(own["Expiration"], keys["Expiration"])

    def test_roles_outlive_the_engine(self):
        self.role("lasting")
        type(self).finish()
        type(self).start()
        type(self).iam = self.client("iam")
        type(self).sts = self.client("sts")
        self.assertEqual(self.iam.get_role(RoleName="lasting")["Role"]["RoleName"], "lasting")
