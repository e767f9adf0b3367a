// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What bounds this room.
enum Limits {
    /// The most bytes of one body that an ordinary server takes, unless it says otherwise.
    static let bodyBytesMax = 1 << 20
    /// From how many announced bytes on a body gets one buffer of its whole size at once.
    static let reservedFromBytes = 65_536
    /// How many bytes of a body that is too large are read away, so that the client hears the answer.
    static let discardedBytesMax = 64 << 20
    /// From how many bytes on an answer counts among those that wait to be read.
    static let countedFromBytes = 262_144
    /// How many bytes of answers may wait to be read; further answers are 503 until some are.
    static let unsentBytesMax = 192 << 20
    /// How long an answer may wait to be read, beside the time that its size takes.
    static let sendTimeout = TimeAmount.seconds(60)
    /// How many bytes a client reads in a second at least.
    static let sentBytesPerSecond = 1 << 20
    /// How many connections one listener keeps open; further ones are closed at once.
    static let connectionsMax = 16_384
    /// How long a request that is sent waits for its connection and its answer.
    static let postTimeout = TimeAmount.seconds(15)
    /// How many connections may wait to be accepted.
    static let backlog: Int32 = 1024
}
