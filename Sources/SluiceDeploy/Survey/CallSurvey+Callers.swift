// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceWire

extension CallSurvey {
    /// Who calls the alias; `nil` where the answer would decide nothing.
    func callers(of target: Target, _ intent: Intent) async throws(AWSFailure) -> Callers? {
        guard let alias = target.alias, !intent.strategy.isDirect,
            intent.guards.failures == [.function] || intent.observe == .logs
        else { return nil }
        var callers = Callers()
        if try await asked(
            GetFunctionUrlConfig(functionName: target.function, qualifier: alias),
            &callers
        ) != nil {
            callers.kinds.append(.functionURL)
        }
        let policy = try await asked(
            GetPolicy(functionName: target.function, qualifier: alias),
            &callers
        )
        callers.kinds += Self.kinds(inPolicy: policy?.policy ?? "")
        let aws = aws
        let mappings = try await asked("ListEventSourceMappings", &callers) {
            () async throws(AWSFailure) in
            try await aws.eventSources(of: "\(target.function):\(alias)")
        }
        let answersParts = (mappings ?? []).contains {
            $0.functionResponseTypes?.contains("ReportBatchItemFailures") ?? false
        }
        if answersParts { callers.kinds.append(.partialBatches) }
        return callers
    }

    /// The aliases beside the target's own that serve one of these versions.
    func otherAliases(
        of target: Target,
        serving versions: [Version],
        _ callers: inout Callers
    ) async throws(AWSFailure) {
        var request = ListAliases(functionName: target.function)
        var names: [String] = []
        for _ in 0..<Limits.pagesMax {
            guard let page = try await asked(request, &callers) else { return }
            for alias in page.aliases where alias.name != target.alias {
                let weighted = alias.routingConfig?.additionalVersionWeights ?? [:]
                let served = [alias.functionVersion] + weighted.keys.sorted()
                if served.contains(where: { name in versions.contains { $0.name == name } }) {
                    names.append(alias.name)
                }
            }
            guard let marker = page.nextMarker, !marker.isEmpty else { break }
            request.marker = marker
        }
        callers.otherAliases = names.sorted()
    }

    /// An answer, `nil` where there is none; who may not look is told so.
    func asked<Operation: AWSOperation>(
        _ operation: Operation,
        _ callers: inout Callers
    ) async throws(AWSFailure) -> Operation.Output? {
        let aws = aws
        return try await asked(Operation.name, &callers) { () async throws(AWSFailure) in
            try await aws.send(operation)
        }
    }

    /// The same for a question that takes more than one call.
    func asked<Answer: Sendable>(
        _ name: String,
        _ callers: inout Callers,
        _ ask: () async throws(AWSFailure) -> Answer
    ) async throws(AWSFailure) -> Answer? {
        do {
            return try await ask()
        } catch {
            if error.status == 404 { return nil }
            // Who may not look, or asks an endpoint that does not know, deploys all the same.
            guard (400..<500).contains(error.status), !error.isThrottling, !error.isCredentials
            else { throw error }
            callers.unread.append("lambda:\(name)")
            return nil
        }
    }

    /// The services that a resource policy lets in and that take an answer for an answer.
    static func kinds(inPolicy text: String) -> [Callers.Kind] {
        let services: [(String, Callers.Kind)] = [
            ("apigateway.amazonaws.com", .apiGateway),
            ("elasticloadbalancing.amazonaws.com", .loadBalancer),
        ]
        let named = Self.services(inPolicy: text)
        return services.filter { named.contains($0.0) }.map(\.1)
    }

    /// The services that a resource policy lets in.
    static func services(inPolicy text: String) -> [String] {
        // What is no JSON names nobody.
        let policy = try? JSONDecoder().decode(PropertyValue.self, from: Data(text.utf8))
        guard case .map(let map)? = policy, case .list(let statements)? = map["Statement"] else {
            return []
        }
        return statements.flatMap { statement -> [String] in
            guard case .map(let statement) = statement, statement["Effect"] != .string("Deny"),
                case .map(let principal)? = statement["Principal"]
            else { return [] }
            switch principal["Service"] {
            case .string(let name): return [name]
            case .list(let names):
                return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
            default: return []
            }
        }
    }
}
