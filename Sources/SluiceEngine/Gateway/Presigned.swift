// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Addresses that were signed beforehand, and for a time.
enum Presigned {
    /// Refuses a request whose address is not good any more.
    ///
    /// - Throws: 403 `AccessDenied`.
    static func check(_ request: WireRequest, at now: Timestamp) throws(AWSFailure) {
        guard request.query.contains(ascii: "X-Amz-Expires=") else { return }
        let fields = request.queryFields
        guard let date = fields.first(where: { $0.name == "X-Amz-Date" })?.value,
            let seconds = fields.first(where: { $0.name == "X-Amz-Expires" })
                .flatMap({ Int64($0.value) }),
            (0...Limits.presignedSecondsMax).contains(seconds), let start = time(date)
        else {
            throw AWSFailure(
                code: "AuthorizationQueryParametersError",
                message: "X-Amz-Expires must be non-negative and less than a week (in seconds)",
                status: 400
            )
        }
        if now.second > start.second + seconds {
            throw AWSFailure(code: "AccessDenied", message: "Request has expired", status: 403)
        }
    }

    /// The time of `20261124T001500Z`.
    private static func time(_ text: String) -> Timestamp? {
        let digits = Array(text)
        guard digits.count == 16 else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return Timestamp(
            iso8601: part(0..<4) + "-" + part(4..<6) + "-" + part(6..<8) + "T" + part(9..<11) + ":"
                + part(11..<13) + ":" + part(13..<15) + "Z"
        )
    }
}
