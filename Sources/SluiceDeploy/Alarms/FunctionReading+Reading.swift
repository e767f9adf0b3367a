// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore
public import SluiceWire

extension FunctionReading {
    /// Reads a function; it writes nothing.
    ///
    /// - Throws: What AWS said where the function itself cannot be read; what else is refused is
    ///   named in `unread`.
    public static func read(
        _ function: String,
        until now: Timestamp,
        aws: any AWSTransport
    ) async throws(AWSFailure) -> FunctionReading {
        let answer = try await aws.send(GetFunction(functionName: function))
        var reading = FunctionReading(function: function)
        reading.owner = answer.tags?["aws:cloudformation:stack-name"]
        try await reading.readAliases(aws)
        try await reading.readCalls(until: now, aws)
        try await reading.readBypasses(aws)
        if let alarms = try await reading.allowed(
            "cloudwatch:DescribeAlarms",
            { () async throws(AWSFailure) in
                try await AlarmReader(aws: aws).alarms(watching: function)
            }
        ) {
            reading.alarms = alarms
        }
        return reading
    }

    private mutating func readAliases(_ aws: any AWSTransport) async throws(AWSFailure) {
        var request = ListAliases(functionName: function)
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(request)
            for alias in page.aliases {
                let state = try AliasState(alias)
                aliases.append(Alias(name: alias.name, state: state, counts: Counts()))
            }
            guard let marker = page.nextMarker, !marker.isEmpty else { break }
            request.marker = marker
        }
        aliases.sort { $0.name < $1.name }
    }

    private mutating func readCalls(
        until now: Timestamp,
        _ aws: any AWSTransport
    ) async throws(AWSFailure) {
        let end = now.floored(toSeconds: 60)
        let start = end.advanced(by: .seconds(-86_400)).floored(toSeconds: 3600)
        for index in aliases.indices {
            let metrics = CallMetrics(aws: aws, function: function, alias: aliases[index].name)
            let counts = try await metrics.counts(
                of: [.everyone],
                from: start,
                to: end,
                period: 3600
            )
            aliases[index].counts = counts.values.reduce(Counts(), +)
        }
        let all = CallMetrics(aws: aws, function: function, alias: "")
        let counts = try await all.counts(of: [.function], from: start, to: end, period: 3600)
        calls = counts.values.reduce(Counts(), +).calls
    }

    /// Event sources that are mapped to the function itself, and services that its policy lets in.
    private mutating func readBypasses(_ aws: any AWSTransport) async throws(AWSFailure) {
        let function = function
        let mappings = try await allowed(
            "lambda:ListEventSourceMappings",
            { () async throws(AWSFailure) in
                try await aws.eventSources(of: function)
            }
        )
        for mapping in mappings ?? [] {
            let arn = mapping.functionArn ?? ""
            guard arn.hasSuffix(":function:\(function)") || arn.hasSuffix(":$LATEST"),
                let source = mapping.eventSourceArn
            else { continue }
            bypasses.append(Self.words(source))
        }
        let policy = try await allowed(
            "lambda:GetPolicy",
            { () async throws(AWSFailure) in
                try await aws.send(GetPolicy(functionName: function))
            }
        )
        bypasses += CallSurvey.kinds(inPolicy: policy?.policy ?? "").map(\.words)
    }

    /// `SQS orders-q` of an ARN.
    static func words(_ arn: String) -> String {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return arn }
        let name = parts[5].split(separator: "/").dropFirst(parts[2] == "sqs" ? 0 : 1).first
        return "\(parts[2] == "dynamodb" ? "DynamoDB" : parts[2].uppercased()) \(name ?? parts[5])"
    }

    /// An answer; who may not look is told so, and what is not there is nothing.
    private mutating func allowed<Answer: Sendable>(
        _ permission: String,
        _ body: () async throws(AWSFailure) -> Answer
    ) async throws(AWSFailure) -> Answer? {
        do {
            return try await body()
        } catch {
            if error.status == 404 { return nil }
            guard error.status == 403, !error.isCredentials else { throw error }
            unread.append(permission)
            return nil
        }
    }
}
