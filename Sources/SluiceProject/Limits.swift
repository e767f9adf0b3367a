// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What bounds the loops and buffers of this room.
enum Limits {
    /// The largest project file, in bytes.
    static let projectBytesMax = 1_000_000
    /// The most YAML nodes that are looked at: anchors can make few lines mean very many.
    static let nodesMax = 100_000
    /// How deep YAML may nest.
    static let depthMax = 50
    /// The most problems that one run reports.
    static let diagnosticsMax = 100
    /// The most steps of a strategy.
    static let stepsMax = 100
    /// The most failure sources of an environment: each costs calls at every reading.
    static let failureSourcesMax = 8
    /// The most probes a second of one version.
    static let probesPerSecondMax = 10
    /// How many folders upward the project file is searched for.
    static let parentsMax = 64
    /// The largest file that `${file:…}` may name, in bytes.
    static let lookupBytesMax = 65_536
    /// The largest payload of a gate: what Lambda takes from a caller who waits.
    static let payloadBytesMax = 6_291_456
    /// How deep a package's directories may nest, links followed.
    static let packageDepthMax = 64
    /// The most files of a package: what a zip archive can name.
    static let packageFilesMax = 65_535
    /// The largest `.sluiceignore`, in bytes.
    static let ignoreBytesMax = 100_000
    /// The farthest spelling that is still proposed, in letters changed.
    static let editsMax = 3
    /// The most alarms that guard one environment: so many are read by one call.
    static let alarmsMax = 100
    /// How much slower than the stable version a candidate may be, where the file gives no margin.
    static let latencyMargin = 0.2
    /// The largest margin: ten times as slow.
    static let latencyMarginMax = 9.0
    /// The most calls that a watch after 100 % waits for.
    static let watchedCallsMax = 1_000_000
    /// How long such a watch lasts at the most, where the file does not say.
    static let watchedCallsTime = Duration.seconds(86_400)
}
