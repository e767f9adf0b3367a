// SPDX-License-Identifier: Apache-2.0

/// How a service's operations become bytes.
public enum WireProtocol: Hashable, Sendable {
    /// Path, query and headers as the route says, a JSON body (Lambda).
    case restJSON
    /// `POST /` with `X-Amz-Target: TARGET.Operation` and a JSON body (CloudWatch, Logs).
    case awsJSON(target: String, version: String)
    /// `POST /service/SERVICE/operation/Operation` with a CBOR body: Smithy's RPC v2 (newer SDKs, of
    /// CloudWatch).
    case rpcCBOR(service: String)
    /// `POST /` with a form as the body, answered in XML (STS).
    case query(version: String)
    /// Path, query and headers as the route says, XML or raw bytes as the body (S3).
    case restXML
}
