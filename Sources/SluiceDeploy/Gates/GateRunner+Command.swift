// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

extension GateRunner {
    func run(
        _ line: String,
        in directory: String,
        _ timeout: Duration,
        attempt: Int,
        for rollout: Rollout
    ) async -> Finding {
        var variables: [String: String]
        do {
            variables = try await environment()
        } catch {
            return Finding(passed: false, detail: "no credentials for the command: \(error)")
        }
        variables.merge(Self.variables(attempt: attempt, for: rollout)) { _, ours in ours }
        let ending = await command(
            GateCommand(
                command: line,
                directory: directory,
                environment: variables,
                timeout: timeout
            )
        )
        return Finding(
            passed: ending.isSuccess,
            detail: ending.isSuccess ? "passed" : "\(line): \(ending.text)",
            output: ending.output
        )
    }

    /// What a command is told about the rollout that asks it.
    static func variables(attempt: Int, for rollout: Rollout) -> [String: String] {
        let target = rollout.plan.target
        let candidate = rollout.candidate?.name
        var variables = [
            "SLUICE_FUNCTION": target.function,
            "SLUICE_ALIAS": target.alias ?? "",
            "SLUICE_ENVIRONMENT": rollout.plan.environment,
            "SLUICE_VERSION": candidate ?? "",
            "SLUICE_STABLE_VERSION": rollout.plan.stable?.name ?? "",
            "SLUICE_QUALIFIED_ARN": target.arn.qualified(by: candidate).description,
            "SLUICE_ROLLOUT": rollout.plan.rollout,
            "SLUICE_ATTEMPT": String(attempt),
            "SLUICE_WEIGHT": String(rollout.weight.percentText.dropLast()),
            "AWS_REGION": target.region,
        ]
        if let endpoint = target.endpoint { variables["AWS_ENDPOINT_URL"] = endpoint }
        return variables
    }
}

extension Target {
    /// The ARN of the function.
    var arn: FunctionARN {
        let partition =
            region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
        return FunctionARN(
            partition: partition,
            region: region,
            account: account,
            function: function
        )
    }
}
