// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1
import SluiceHTTP
import SluiceWire

extension Gateway {
    /// Answers on the port's loop what only reads a function or an alias; `nil` for all else.
    ///
    /// Such an answer is small and takes less of the loop than handing it to another thread and back
    /// (decision 24).
    func answerAtOnce(_ call: HTTPCall) -> HTTPReply? {
        guard let question = ReadQuestion(call.head, home: realms.homeRealm),
            let aws = realms.known(question.realm)
        else { return nil }
        let published = aws.published
        guard published.isSettled(at: aws.clock.now) else { return nil }
        let id = realms.home.requestID()
        if var reply = published.answer(to: question) {
            reply.headers.replaceOrAdd(name: "x-amzn-RequestId", value: id)
            return reply
        }
        guard let answer = answer(WireRequest(call.request), published, id) else { return nil }
        let reply = HTTPReply(HTTPResponse(answer))
        if answer.status == 200 { published.remember(reply, to: question) }
        return reply
    }

    private func answer(
        _ request: WireRequest,
        _ published: PublishedModel,
        _ id: String
    ) -> WireAnswer? {
        let match = table.find(method: request.method, path: request.path, query: request.query)
        guard let match, let type = match.operation as? any ServedAtOnce.Type else { return nil }
        do throws(AWSFailure) {
            return try read(type, request, match.pathMembers, published, id)
        } catch {
            return WireCodec.answer(error, service: .lambda, by: .restJSON, requestID: id)
        }
    }

    private func read<Operation: ServedAtOnce>(
        _ type: Operation.Type,
        _ request: WireRequest,
        _ pathMembers: [String: String],
        _ published: PublishedModel,
        _ id: String
    ) throws(AWSFailure) -> WireAnswer {
        let wire = WireProtocol.restJSON
        let operation = try WireCodec.operation(
            type,
            from: request,
            by: wire,
            pathMembers: pathMembers
        )
        let output = try operation.read(
            in: published.model,
            context(of: request, CredentialScope(request), id)
        )
        return try WireCodec.answer(output, to: type, by: wire, requestID: id)
    }
}
