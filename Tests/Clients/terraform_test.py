# SPDX-License-Identifier: Apache-2.0
"""Terraform creates, makes a canary, and promotes, by its own plan; where it can run offline."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

import calls
from engine_case import EngineCase
from packages import saying

CONFIGURATION = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }
variable "package" { type = string }
variable "stable" { type = string }
variable "weights" { type = map(number) }

provider "aws" {
  region                  = "us-east-1"
  access_key              = "AKIDEXAMPLE"
  secret_key              = "secret"
  skip_metadata_api_check = true
  s3_use_path_style       = true
  endpoints {
    lambda     = var.endpoint
    sts        = var.endpoint
    iam        = var.endpoint
    cloudwatch = var.endpoint
    logs       = var.endpoint
    s3         = var.endpoint
  }
}

resource "aws_iam_role" "f" {
  name               = "terraformed"
  description        = "what the function runs as"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  tags = { made = "terraform" }
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.f.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_policy" "own" {
  name   = "terraformed"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "own" {
  role       = aws_iam_role.f.name
  policy_arn = aws_iam_policy.own.arn
}

resource "aws_iam_role_policy" "inline" {
  name   = "inline"
  role   = aws_iam_role.f.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }]
  })
}

resource "aws_cloudwatch_log_group" "f" {
  name              = "/aws/lambda/terraformed"
  retention_in_days = 7
  tags              = { made = "terraform" }
}

resource "aws_lambda_layer_version" "shared" {
  layer_name          = "terraformed"
  filename            = "layer.zip"
  source_code_hash    = filebase64sha256("layer.zip")
  compatible_runtimes = ["python3.12"]
}

resource "aws_lambda_function" "f" {
  function_name                  = "terraformed"
  role                           = aws_iam_role.f.arn
  runtime                        = "python3.12"
  handler                        = "app.handler"
  filename                       = var.package
  source_code_hash               = filebase64sha256(var.package)
  layers                         = [aws_lambda_layer_version.shared.arn]
  reserved_concurrent_executions = 5
  publish                        = true
  environment { variables = { STAGE = "test" } }
  tags       = { made = "terraform" }
  depends_on = [aws_cloudwatch_log_group.f]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = var.stable == "" ? aws_lambda_function.f.version : var.stable
  dynamic "routing_config" {
    for_each = length(var.weights) == 0 ? [] : [1]
    content { additional_version_weights = var.weights }
  }
}

resource "aws_lambda_function_url" "live" {
  function_name      = aws_lambda_function.f.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "events" {
  statement_id  = "events"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "events.amazonaws.com"
  source_arn    = "arn:aws:events:us-east-1:000000000000:rule/hourly"
}

resource "aws_lambda_function_event_invoke_config" "live" {
  function_name                = aws_lambda_function.f.function_name
  qualifier                    = aws_lambda_alias.live.name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 120
}

resource "aws_s3_bucket" "state" {
  bucket = "terraformed"
  tags   = { made = "terraform" }
}

resource "aws_s3_object" "state" {
  bucket  = aws_s3_bucket.state.id
  key     = "some/state"
  content = "{}"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "terraformed"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  period              = 60
  statistic           = "Sum"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = aws_lambda_function.f.function_name
    Resource     = "${aws_lambda_function.f.function_name}:live"
  }
  tags = { made = "terraform" }
}
"""


MIRRORS = [
    pathlib.Path(path).expanduser()
    for path in (
        os.environ.get("TF_PLUGIN_MIRROR") or "~/.terraform.d/mirror",
        os.environ.get("TF_PLUGIN_CACHE_DIR") or "~/.terraform.d/plugin-cache",
        "~/.terraform.d/plugins",
        "/usr/local/share/terraform/plugins",
        "/usr/share/terraform/plugins",
        "/opt/tf-plugins",
    )
]


class Terraform(EngineCase):
    @classmethod
    def setUpClass(cls):
        mirrors = [path for path in MIRRORS if list(path.rglob("hashicorp/aws"))]
        if shutil.which("terraform") is None:
            raise unittest.SkipTest("terraform is not on this machine")
        if not mirrors:
            raise unittest.SkipTest("terraform has no AWS provider on this machine to use offline")
        super().setUpClass()
        (cls.folder / "layer.zip").write_bytes(saying("a layer"))
        (cls.folder / "main.tf").write_text(CONFIGURATION)
        (cls.folder / "terraformrc").write_text(
            f'provider_installation {{\n  filesystem_mirror {{ path = "{mirrors[0]}" }}\n}}\n'
        )
        made = cls.terraform_run("init", "-input=false", "-no-color")
        assert made.returncode == 0, made.stdout + made.stderr

    @classmethod
    def terraform_run(cls, *arguments):
        log = cls.folder / "terraform.log"
        environment = {
            **cls.engine.environment,
            "TF_CLI_CONFIG_FILE": str(cls.folder / "terraformrc"),
        }
        if calls.FILE:
            environment.update(TF_LOG_PROVIDER="DEBUG", TF_LOG_PATH=str(log))
        done = subprocess.run(
            ["terraform", *arguments],
            cwd=cls.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        if log.exists():
            calls.note_terraform(log.read_text())
            log.unlink()
        return done

    def arguments(self, stable, weights):
        return [
            f"-var=endpoint={self.engine.endpoint}", "-var=package=package.zip",
            f"-var=stable={stable}", f"-var=weights={json.dumps(weights)}",
        ]  # fmt: skip

    def run_well(self, *arguments):
        done = self.terraform_run(*arguments, "-input=false", "-no-color")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def apply(self, package, stable, weights):
        (self.folder / "package.zip").write_bytes(package)
        self.run_well("apply", "-auto-approve", *self.arguments(stable, weights))
        # A second plan finds nothing to do: what the engine answers is what was asked for.
        self.run_well("plan", "-detailed-exitcode", *self.arguments(stable, weights))

    def test_create_canary_promote_destroy(self):
        self.apply(saying("one"), "", {})
        self.apply(saying("two"), "1", {"2": 0.1})
        alias = self.awslambda.get_alias(FunctionName="terraformed", Name="live")
        self.assertEqual(alias["RoutingConfig"], {"AdditionalVersionWeights": {"2": 0.1}})
        self.apply(saying("two"), "2", {})
        alias = self.awslambda.get_alias(FunctionName="terraformed", Name="live")
        self.assertEqual(alias["FunctionVersion"], "2")
        self.assertNotIn("RoutingConfig", alias)
        self.run_well("destroy", "-auto-approve", *self.arguments("2", {}))
        self.assertEqual(self.awslambda.list_functions()["Functions"], [])
        self.assertEqual(self.client("iam").list_roles()["Roles"], [])
        self.assertEqual(self.client("cloudwatch").describe_alarms()["MetricAlarms"], [])
        self.assertEqual(self.client("logs").describe_log_groups()["logGroups"], [])
        self.assertEqual(self.client("s3").list_buckets()["Buckets"], [])
