// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceHTTP

/// Tells requests that a web page makes behind its reader's back.
///
/// The engine asks nobody who they are, so any page could otherwise reach it: from another origin,
/// or from its own after pointing its name at this machine.
enum Browser {
    /// Whether the request would change something and comes from a page that is not the engine's.
    static func isForeign(_ request: HTTPRequest) -> Bool {
        guard !["GET", "HEAD", "OPTIONS"].contains(request.method) else { return false }
        let origin = request.headers["Origin"]
        let site = request.headers["Sec-Fetch-Site"]
        guard origin != nil || site != nil else { return false }
        let host = request.headers["Host"] ?? ""
        guard LocalHost.isNamed(by: host) else { return true }
        if let origin { return origin != "http://\(host)" }
        return site != "same-origin" && site != "none"
    }
}
