// SPDX-License-Identifier: Apache-2.0

/// Operations of CloudWatch whose names other services have too.
public enum CloudWatch {}
