// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension CreateEventSourceMapping: ServedOperation {
    /// Keeps the mapping, unless it is one of a queue that Lambda could not read.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let refusal = await refusal(in: aws)
        return try await aws.perform(self, package: refusal.map { .failure($0) })
    }

    /// Why the queue cannot be read, in Lambda's words; `nil` for what is no queue.
    private func refusal(in aws: LocalAWS) async -> AWSFailure? {
        guard let arn = eventSourceArn,
            arn.split(separator: ":").dropFirst(2).first == "sqs"
        else { return nil }
        guard let queue = await aws.side.queues.queues[arn] else { return Self.noQueue }
        let hidden = queue.number("VisibilityTimeout")
        guard let timeout = await aws.timeout(of: functionName), hidden < timeout else {
            return nil
        }
        return .invalidParameter(
            "Queue visibility timeout: \(hidden) seconds is less than Function timeout: "
                + "\(timeout) seconds"
        )
    }

    private static let noQueue = AWSFailure.invalidParameter(
        "Error occurred while ReceiveMessage. SQS Error Code: "
            + "AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: "
            + "The specified queue does not exist."
    )
}

extension LocalAWS {
    /// Seconds that a call of a function may take, if there is such a function.
    func timeout(of name: String) -> Int? {
        guard let reference = try? model.reference(name, nil),
            let function = model.functions[reference.function]
        else { return nil }
        let version =
            reference.version ?? reference.qualifier.flatMap { function.aliases[$0]?.version }
        return function.record(of: version ?? .latest)?.program.settings.timeout
    }
}
