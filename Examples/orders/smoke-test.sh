#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A gate of the project's own: any command will do, and a non-zero exit stops the rollout.
# Sluice says what it tests in SLUICE_FUNCTION, SLUICE_VERSION and more.
set -eu
test -n "$SLUICE_VERSION"
echo "version $SLUICE_VERSION of $SLUICE_FUNCTION is the candidate"
