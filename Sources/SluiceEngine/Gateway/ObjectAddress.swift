// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Which bucket and object a request to S3 means: in its path, or the bucket before the host's name.
struct ObjectAddress: Hashable, Sendable {
    /// The bucket; none where the request is about all of them.
    var bucket: String?
    /// The object's key; none where the request is about the bucket.
    var key: String?

    init(_ request: WireRequest) {
        var path = Substring(request.path)
        if path.hasPrefix("/") { path = path.dropFirst() }
        if let bucket = Self.bucket(ofHost: request.headers["Host"] ?? "") {
            self.bucket = bucket
        } else {
            let name = path.prefix { $0 != "/" }
            path = path.dropFirst(name.count).dropFirst()
            bucket = name.isEmpty ? nil : PercentCoding.decode(name)
        }
        key = path.isEmpty ? nil : PercentCoding.decode(path)
    }

    /// The bucket in `orders.s3.us-east-1.amazonaws.com` and in `orders.localhost`.
    private static func bucket(ofHost host: String) -> String? {
        let name = String(host.utf8.prefix { $0 != UInt8(ascii: ":") }) ?? host
        if let mark = name.range(ofASCII: ".s3.") ?? name.range(ofASCII: ".s3-") {
            return String(name[..<mark.lowerBound])
        }
        guard name.hasSuffix(".localhost"), !name.contains(ascii: ".lambda-url.") else {
            return nil
        }
        let bucket = name.dropLast(10)
        return bucket == "s3" ? nil : String(bucket)
    }

    /// Whether a request is meant for S3: its signature says so, in a header or in the query.
    static func isMeant(by request: WireRequest) -> Bool {
        if let scope = request.headers["Authorization"] {
            return scope.contains(ascii: "/s3/aws4_request") || scope.hasPrefix("AWS ")
        }
        return request.query.contains(ascii: "%2Fs3%2Faws4_request")
            || request.query.contains(ascii: "/s3/aws4_request")
            || request.query.contains(ascii: "AWSAccessKeyId=")
    }
}
