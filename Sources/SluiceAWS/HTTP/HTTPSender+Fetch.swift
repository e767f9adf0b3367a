// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

extension HTTPSender {
    /// Sends an unsigned request to a URL.
    ///
    /// - Throws: A failure when there is no answer, when it is larger than `bytesMax`, and when `url`
    ///   is no address; an answer with an error's status is an answer.
    public func fetch(
        _ url: String,
        method: String = "GET",
        headers: WireHeaders = [:],
        body: [UInt8] = [],
        within time: Duration = Limits.callTime,
        bytesMax: Int = Limits.answerBytesMax
    ) async throws(AWSFailure) -> WireAnswer {
        let scheme = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let end = url[scheme...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
        guard let endpoint = Endpoint(String(url[..<end])) else {
            throw AWSFailure(
                kind: .notSent,
                code: "Configuration",
                message: "'\(url)' is no address of the form https://host:port"
            )
        }
        let target = url[end...].hasPrefix("/") ? String(url[end...]) : "/\(url[end...])"
        let request = WireRequest(method: method, target: target, headers: headers, body: body)
        return try await send(request, to: endpoint, within: time, bytesMax: bytesMax)
    }
}
