// SPDX-License-Identifier: Apache-2.0

/// What bounds Lambda's account, and this model of it.
enum Limits {
    /// Items that `ListFunctions` and `ListVersionsByFunction` answer with, whatever is asked.
    static let pageItemsMax = 50
    /// Items that `ListAliases` may be asked for.
    static let aliasPageItemsMax = 10_000
    /// Tags that a function may carry.
    static let tagsMax = 50
    /// Layers that a function may use.
    static let layersMax = 5
    /// Bytes of all environment variables, measured as JSON.
    static let environmentBytesMax = 4_096
    /// Calls that may run at once in the account.
    static let concurrencyMax = 1_000
    /// Calls that reserved concurrency must leave to the rest of the account.
    static let unreservedConcurrencyMin = 100
    /// Bytes of all packages in the account, each version counted.
    static let codeStorageBytesMax = 80_530_636_800
    /// Bytes of a package, unpacked.
    static let unzippedBytesMax = 262_144_000
    /// Bytes of a package that is sent inline.
    static let zippedBytesMax = 52_428_800
    /// Seconds of metrics that are kept, counted back from the newest.
    static let metricSecondsMax = 10_800
    /// Series that the metric store holds; further ones take the place of the oldest.
    static let metricSeriesMax = 5_000
    /// Series that are forgotten at once to make room.
    static let metricSeriesForgotten = 250
    /// Data points that one answer of `GetMetricData` holds.
    static let metricDatapointsMax = 100_800
    /// Metrics that one answer of `ListMetrics` holds.
    static let metricPageItemsMax = 500
    /// Bytes of an object's key.
    static let objectKeyBytesMax = 1_024
    /// Bytes of what the owner of an object writes to it.
    static let objectMetadataBytesMax = 2_048
    /// Keys and prefixes that one answer of S3 lists.
    static let objectPageMax = 1_000
}
