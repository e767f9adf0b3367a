// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceAWS

@Suite struct SignatureTests {
    @Test(arguments: try SignatureVector.all())
    func `a request is signed as AWS's own suite has it`(vector: SignatureVector) throws {
        var request = vector.request
        vector.signer.sign(
            &request,
            to: "example.amazonaws.com",
            with: vector.credentials,
            at: vector.time
        )
        var unsigned = request
        unsigned.headers["Authorization"] = nil
        if !vector.signer.signsToken { unsigned.headers["X-Amz-Security-Token"] = nil }
        #expect(
            vector.signer.canonicalRequest(of: unsigned)
                == (try vector.expected("canonical-request"))
        )
        #expect(
            vector.signer.stringToSign(for: unsigned, at: vector.time)
                == (try vector.expected("string-to-sign"))
        )
        let signature = try vector.expected("signature")
        let authorization = try #require(request.headers["Authorization"])
        #expect(authorization.hasSuffix("Signature=\(signature)"))
        #expect(try vector.expected("signed-request").contains("Authorization:\(authorization)"))
    }

    @Test func `the suite is whole`() throws {
        #expect(try SignatureVector.all().count == 38)
    }

    @Test func `an encoded path is encoded once more`() {
        let request = WireRequest(method: "GET", path: "/2015-03-31/functions/f%3Aprod")
        let signer = RequestSigner(service: "lambda", region: "eu-west-1")
        let path = signer.canonicalRequest(of: request).split(separator: "\n")[1]
        #expect(path == "/2015-03-31/functions/f%253Aprod")
    }

    @Test func `credentials tell no secret`() {
        let credentials = AWSCredentials(
            accessKeyID: "AKID",
            secretAccessKey: "hidden",
            sessionToken: "hidden"
        )
        #expect("\(credentials)" == "credentials AKID")
        #expect(String(reflecting: credentials) == "credentials AKID")
    }
}
