// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
public import SluiceWire

extension FunctionState {
    /// The tag that names the rollout by which a function was created.
    public static let rolloutTag = "sluice:rollout"

    /// Reads AWS's answer; of the properties that have no field of their own it keeps those that
    /// the project mentions.
    public init(
        _ answer: FunctionConfiguration,
        tags: [String: String]? = nil,
        mentioning settings: FunctionSettings
    ) throws(AWSFailure) {
        guard let version = Version(answer.version) else {
            throw .strange("\(answer.functionName) has a version '\(answer.version)'")
        }
        self.init(
            version: version,
            state: try Self.state(answer),
            reason: answer.stateReason ?? answer.lastUpdateStatusReason,
            update: try Self.update(answer),
            revision: answer.revisionId ?? "",
            configuration: try Configuration(answer, mentioning: settings.properties),
            createdBy: tags?[Self.rolloutTag]
        )
    }

    /// Answers of old functions leave the state out: those are ready.
    private static func state(_ answer: FunctionConfiguration) throws(AWSFailure) -> State {
        guard let text = answer.state else { return .active }
        guard let state = State(rawValue: text) else {
            throw .strange("\(answer.functionName) is in an unknown state '\(text)'")
        }
        return state
    }

    /// A function that is being created has no update yet.
    private static func update(_ answer: FunctionConfiguration) throws(AWSFailure) -> Update {
        guard let text = answer.lastUpdateStatus else { return .successful }
        guard let update = Update(rawValue: text) else {
            throw .strange("\(answer.functionName)'s last update is in an unknown state '\(text)'")
        }
        return update
    }
}

extension Configuration {
    init(
        _ answer: FunctionConfiguration,
        mentioning properties: [String: PropertyValue]
    ) throws(AWSFailure) {
        self.init(
            codeSha256: answer.codeSha256 ?? "",
            runtime: answer.runtime,
            handler: answer.handler,
            role: answer.role ?? "",
            memory: answer.memorySize ?? 128,
            timeout: answer.timeout ?? 3,
            description: answer.description ?? "",
            variables: answer.environment?.variables ?? [:],
            architecture: answer.architectures?.first ?? "x86_64",
            deadLetter: answer.deadLetterConfig?.targetArn,
            properties: try Self.mentioned(answer, properties),
            logging: answer.loggingConfig.map {
                LogSettings(
                    isJSON: $0.logFormat == "JSON",
                    systemLevel: $0.systemLogLevel ?? "INFO",
                    group: $0.logGroup.flatMap {
                        $0 == "/aws/lambda/\(answer.functionName)" ? nil : $0
                    }
                )
            }
        )
    }

    /// The properties that the project mentions, in the form of a request.
    ///
    /// Answers spell two of them another way: layers with their sizes, and an image's settings
    /// within a response.
    private static func mentioned(
        _ answer: FunctionConfiguration,
        _ properties: [String: PropertyValue]
    ) throws(AWSFailure) -> [String: PropertyValue] {
        if properties.isEmpty { return [:] }
        var all = try PropertyBridge.properties(of: answer)
        all["Layers"] = .list((answer.layers ?? []).compactMap { $0.arn.map(PropertyValue.string) })
        if case .map(let response) = all["ImageConfigResponse"] {
            all["ImageConfig"] = response["ImageConfig"]
        }
        return all.filter { properties[$0.key] != nil }
    }
}
