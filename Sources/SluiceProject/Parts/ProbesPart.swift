// SPDX-License-Identifier: Apache-2.0

/// Probes as they stand in the file: the payload's file unread.
struct ProbesPart: Sendable {
    var every: Duration
    var payload: GatePart.Payload
}
