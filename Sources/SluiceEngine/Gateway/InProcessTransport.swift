// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// The account behind the seam that also real AWS stands behind, without HTTP in between.
struct InProcessTransport: AWSTransport {
    let aws: LocalAWS
    let endpoint: String

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        let id = aws.requestID()
        do throws(AWSFailure) {
            guard let served = operation as? any ServedOperation,
                let output = try await serve(served, id) as? Operation.Output
            else {
                throw WireCodec.unknownOperation(
                    Operation.name,
                    by: Operation.service.wireProtocol
                )
            }
            return output
        } catch {
            var failure = error
            failure.requestID = id
            throw failure
        }
    }

    private func serve<Operation: ServedOperation>(
        _ operation: Operation,
        _ id: String
    ) async throws(AWSFailure) -> any Sendable {
        let context = ServeContext(requestID: id, endpoint: endpoint, realm: aws.realm)
        return try await operation.serve(in: aws, context)
    }
}
