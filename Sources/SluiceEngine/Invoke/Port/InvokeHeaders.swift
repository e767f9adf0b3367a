// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1
import SluiceBase

/// What the header of an Invoke request says, read in one pass.
struct InvokeHeaders {
    /// Whether the caller waits for the function's answer.
    var isSynchronous = true
    /// Whether the caller asks for the log in a word that is none: the control plane refuses it.
    var hasUnknownLogType = false
    /// Whether the caller wants the end of the log.
    var wantsLog = false
    /// The client context, still in base64.
    var clientContext: String?
    /// The trace header.
    var traceID: String?
    /// The signature, which says what account and region are meant.
    var authorization: String?
    /// Whether the request may come from a web page: the control plane decides on it.
    var isFromElsewhere = false

    init(_ headers: HTTPHeaders) {
        for (name, value) in headers {
            switch name.utf8.count {
            case 4 where name.lowercased() == "host":
                isFromElsewhere = isFromElsewhere || !LocalHost.isNamed(by: value)
            case 6 where name.lowercased() == "origin": isFromElsewhere = true
            case 13 where name.lowercased() == "authorization": authorization = value
            case 14: readMiddle(name.lowercased(), value)
            case 15 where name.lowercased() == "x-amzn-trace-id": traceID = value
            case 20 where name.lowercased() == "x-amz-client-context": clientContext = value
            case 21 where name.lowercased() == "x-amz-invocation-type":
                isSynchronous = value == "RequestResponse"
            default: continue
            }
        }
    }

    private mutating func readMiddle(_ name: String, _ value: String) {
        if name == "x-amz-log-type" {
            wantsLog = value == "Tail"
            hasUnknownLogType = !wantsLog && value != "None"
        }
        if name == "sec-fetch-site" { isFromElsewhere = true }
    }
}
