# SPDX-License-Identifier: Apache-2.0
"""Terraform creates, makes a canary, and promotes, by its own plan; where it can run offline."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

from engine_case import ROLE, EngineCase
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
  region                      = "us-east-1"
  access_key                  = "AKIDEXAMPLE"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  endpoints {
    lambda = var.endpoint
    sts    = var.endpoint
  }
}

resource "aws_lambda_function" "f" {
  function_name    = "terraformed"
  role             = "%s"
  runtime          = "python3.12"
  handler          = "app.handler"
  filename         = var.package
  source_code_hash = filebase64sha256(var.package)
  publish          = true
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
""" % ROLE


MIRRORS = [
    pathlib.Path(path).expanduser()
    for path in (
        os.environ.get("TF_PLUGIN_CACHE_DIR") or "~/.terraform.d/plugin-cache",
        "~/.terraform.d/plugins",
        "/usr/local/share/terraform/plugins",
        "/usr/share/terraform/plugins",
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
        (cls.folder / "main.tf").write_text(CONFIGURATION)
        (cls.folder / "terraformrc").write_text(
            f'provider_installation {{\n  filesystem_mirror {{ path = "{mirrors[0]}" }}\n}}\n'
        )
        made = cls.terraform_run("init", "-input=false", "-no-color")
        assert made.returncode == 0, made.stdout + made.stderr

    @classmethod
    def terraform_run(cls, *arguments):
        return subprocess.run(
            ["terraform", *arguments],
            cwd=cls.folder,
            env={**cls.engine.environment, "TF_CLI_CONFIG_FILE": str(cls.folder / "terraformrc")},
            stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    def apply(self, package, stable, weights):
        (self.folder / "package.zip").write_bytes(package)
        arguments = [
            f"-var=endpoint={self.engine.endpoint}", "-var=package=package.zip",
            f"-var=stable={stable}", f"-var=weights={json.dumps(weights)}",
        ]  # fmt: skip
        done = self.terraform_run("apply", "-auto-approve", "-input=false", "-no-color", *arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        # A second plan finds nothing to do: what the engine answers is what was asked for.
        plan = self.terraform_run("plan", "-detailed-exitcode", "-input=false", *arguments)
        self.assertEqual(plan.returncode, 0, plan.stdout + plan.stderr)

    def test_create_canary_promote(self):
        self.apply(saying("one"), "", {})
        self.apply(saying("two"), "1", {"2": 0.1})
        alias = self.awslambda.get_alias(FunctionName="terraformed", Name="live")
        self.assertEqual(alias["RoutingConfig"], {"AdditionalVersionWeights": {"2": 0.1}})
        self.apply(saying("two"), "2", {})
        alias = self.awslambda.get_alias(FunctionName="terraformed", Name="live")
        self.assertEqual(alias["FunctionVersion"], "2")
        self.assertNotIn("RoutingConfig", alias)
