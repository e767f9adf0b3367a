// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceBase

/// A weight on the command line: `30` and `30%` are the same.
struct WeightArgument: ExpressibleByArgument, Sendable {
    var weight: Weight

    init?(argument: String) {
        guard let weight = Weight(percentText: argument) else { return nil }
        self.weight = weight
    }
}
