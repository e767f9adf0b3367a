// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `--runtime python3.12=/usr/bin/python3.11`: the program that runs a runtime's functions.
struct RuntimeArgument: ExpressibleByArgument, Sendable {
    var runtime: String
    var path: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        runtime = String(argument[..<equals])
        path = String(argument[argument.index(after: equals)...])
        if runtime.isEmpty || !path.hasPrefix("/") { return nil }
    }
}
