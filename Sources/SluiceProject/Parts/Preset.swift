// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// CodeDeploy's nine ready-made shapes.
struct Preset: Sendable {
    /// The name without a prefix: `Canary10Percent5Minutes`.
    let name: String
    /// The steps before 100 %.
    let steps: [Step]

    /// All nine.
    static let all: [Preset] =
        [Preset(name: "AllAtOnce", steps: [])]
        + [5, 10, 15, 30].map { minutes in
            Preset(
                name: "Canary10Percent\(minutes)Minutes",
                steps: [Step(weight: .percent(10), bake: .seconds(60 * minutes))]
            )
        }
        + [1, 2, 3, 10].map { minutes in
            Preset(
                name: "Linear10PercentEvery\(minutes)Minute\(minutes == 1 ? "" : "s")",
                steps: Step.linear(by: .percent(10), every: .seconds(60 * minutes))
            )
        }

    /// Understands `Canary…`, `LambdaCanary…` and `CodeDeployDefault.LambdaCanary…`.
    static func named(_ name: String) -> Preset? { all.first { $0.spellings.contains(name) } }

    /// The three ways to write it.
    var spellings: [String] { [name, "Lambda\(name)", "CodeDeployDefault.Lambda\(name)"] }
}

extension Step {
    /// Equal steps upward; the last one to 100 % is not among them.
    static func linear(by weight: Weight, every bake: Duration) -> [Step] {
        stride(from: weight.basisPoints, to: Weight.all.basisPoints, by: weight.basisPoints)
            .map { Step(weight: Weight(basisPoints: $0), bake: bake) }
    }
}
