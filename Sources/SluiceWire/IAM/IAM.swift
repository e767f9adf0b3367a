// SPDX-License-Identifier: Apache-2.0

/// Operations and shapes of IAM, whose names other services have too.
public enum IAM {}
