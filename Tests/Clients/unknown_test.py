# SPDX-License-Identifier: Apache-2.0
"""What is not offered, of any service: a plain refusal in the client's own form, never a 5xx."""

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from engine_case import EngineCase

CALLS = [
    ("apigateway", "get_rest_apis", {}),
    ("apigatewayv2", "get_apis", {}),
    ("autoscaling", "describe_auto_scaling_groups", {}),
    ("batch", "list_jobs", {"jobQueue": "x"}),
    ("cloudformation", "list_exports", {}),
    ("cloudfront", "list_distributions", {}),
    ("codedeploy", "list_applications", {}),
    ("dynamodb", "list_tables", {}),
    ("ec2", "describe_vpcs", {}),
    ("ecr", "describe_repositories", {}),
    ("ecs", "list_clusters", {}),
    ("efs", "describe_file_systems", {}),
    ("elasticache", "describe_cache_clusters", {}),
    ("elbv2", "describe_load_balancers", {}),
    ("events", "list_rules", {}),
    ("firehose", "list_delivery_streams", {}),
    ("iam", "list_users", {}),
    ("kinesis", "list_streams", {}),
    ("kms", "list_keys", {}),
    ("rds", "describe_db_instances", {}),
    ("resourcegroupstaggingapi", "get_resources", {}),
    ("route53", "list_hosted_zones", {}),
    ("scheduler", "list_schedules", {}),
    ("secretsmanager", "list_secrets", {}),
    ("ses", "list_identities", {}),
    ("sns", "list_platform_applications", {}),
    ("sqs", "list_message_move_tasks", {"SourceArn": "arn:aws:sqs:us-east-1:000000000000:q"}),
    ("ssm", "describe_parameters", {}),
    ("stepfunctions", "list_state_machines", {}),
    ("sts", "get_federation_token", {"Name": "xx"}),
    ("xray", "get_groups", {}),
]


class Unknown(EngineCase):
    def test_every_service_is_refused_in_its_own_form(self):
        for service, operation, arguments in CALLS:
            with self.subTest(service=service):
                client = boto3.client(
                    service,
                    endpoint_url=self.engine.endpoint,
                    region_name="us-east-1",
                    aws_access_key_id="AKIDEXAMPLE",
                    aws_secret_access_key="secret",
                    config=Config(retries={"total_max_attempts": 1}),
                )
                with self.assertRaises(ClientError) as caught:
                    getattr(client, operation)(**arguments)
                answer = caught.exception.response
                self.assertIn(answer["ResponseMetadata"]["HTTPStatusCode"], (400, 404))
                self.assertIn(
                    answer["Error"]["Code"], ("UnknownOperationException", "InvalidAction")
                )
