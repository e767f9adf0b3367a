// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A published version on the command line: `42` or `v42`, and never `$LATEST`, which no weighted
/// alias can serve.
struct NumberedVersionArgument: ExpressibleByArgument, Sendable {
    var version: Version

    init?(argument: String) {
        guard let version = VersionArgument(argument: argument)?.version, version.isPublished
        else { return nil }
        self.version = version
    }
}
