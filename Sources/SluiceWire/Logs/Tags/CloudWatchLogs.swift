// SPDX-License-Identifier: Apache-2.0

/// Operations of CloudWatch Logs whose names other services have too.
public enum CloudWatchLogs {}
