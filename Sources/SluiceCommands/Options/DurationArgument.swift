// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A duration on the command line: `90s`, `10m`.
struct DurationArgument: ExpressibleByArgument, Sendable {
    var duration: Duration

    init(seconds: Int) { duration = .seconds(seconds) }

    init?(argument: String) {
        guard let duration = Duration(text: argument), duration > .zero else { return nil }
        self.duration = duration
    }

    /// As it stands in help texts.
    var defaultValueDescription: String { duration.shortText }
}
