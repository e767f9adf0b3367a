// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A duration on the command line that may be none: `0s`, `200ms`.
struct PauseArgument: ExpressibleByArgument, Sendable {
    var duration: Duration

    init?(argument: String) {
        guard let duration = Duration(text: argument), duration >= .zero else { return nil }
        self.duration = duration
    }

    /// As it stands in help texts.
    var defaultValueDescription: String { duration.shortText }
}
