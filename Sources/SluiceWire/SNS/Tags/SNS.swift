// SPDX-License-Identifier: Apache-2.0

/// Operations of SNS whose names other services have too.
public enum SNS {}
