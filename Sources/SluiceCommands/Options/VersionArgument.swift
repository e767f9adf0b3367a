// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A version on the command line: `42` or `v42`.
struct VersionArgument: ExpressibleByArgument, Sendable {
    var version: Version

    init?(argument: String) {
        let number = argument.hasPrefix("v") ? String(argument.dropFirst()) : argument
        guard let version = Version(number) else { return nil }
        self.version = version
    }
}
