// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceDeploy

/// How far a deployment goes: `gates`, or the weight of a step.
struct MilestoneArgument: ExpressibleByArgument, Sendable {
    var milestone: Milestone

    init?(argument: String) {
        guard let milestone = Milestone(text: argument) else { return nil }
        self.milestone = milestone
    }
}
