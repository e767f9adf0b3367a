// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct RequestFileTests {
    private let folder: Folder
    private let file: RequestFile

    init() throws {
        folder = try Folder()
        file = RequestFile(path: folder.path.appending("r-1.requests"))
    }

    private func request(_ id: String) -> Request {
        Request(id: id, verb: .abort, who: "mira", at: Timestamp(second: 1), reason: "why not")
    }

    @Test func `without a file nothing is asked`() throws {
        #expect(try file.requests(without: []).isEmpty)
    }

    @Test func `requests stay in the file, and known ones are not read again`() throws {
        try file.append(request("a"))
        try file.append(request("b"))
        try file.append(request("a"))
        #expect(try file.requests(without: []) == [request("a"), request("b")])
        #expect(try file.requests(without: ["a"]) == [request("b")])
        #expect(try file.requests(without: ["a", "b"]).isEmpty)
    }

    @Test func `a line that is half written, or by another hand, is passed over`() throws {
        try file.append(request("a"))
        let text = try folder.text("r-1.requests")
        try folder.write("hello\n\(text){\"id\":\"b\",", to: "r-1.requests")
        #expect(try file.requests(without: []) == [request("a")])
    }

    @Test func `calls do not hide the requests behind them`() throws {
        let call = String(
            decoding: try RequestLine.bytes(of: RequestLine.Call(call: "c")),
            as: UTF8.self
        )
        let asked = String(decoding: try RequestLine.bytes(of: request("a")), as: UTF8.self)
        let calls = String(repeating: call, count: Limits.requestsMax + 1)
        try folder.write(calls + asked, to: "r-1.requests")
        #expect(try file.requests(without: []) == [request("a")])
    }
}
