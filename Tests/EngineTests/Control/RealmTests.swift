// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@testable import SluiceEngine

@Suite struct RealmTests {
    private static let home = Realm()

    private static func header(_ key: String, _ region: String) -> String {
        "AWS4-HMAC-SHA256 Credential=\(key)/20260101/\(region)/lambda/aws4_request, "
            + "SignedHeaders=host, Signature=0=1"
    }

    @Test(arguments: [
        ("AKIDEXAMPLE", "us-east-1", nil),
        ("AKIDEXAMPLE", "eu-west-1", Realm(region: "eu-west-1")),
        ("123456789012", "us-east-1", Realm(account: "123456789012")),
        ("000000000000", "us-east-1", nil),
        ("12345678901x", "us-east-1", nil),
        ("key/with/slashes", "us-east-1", nil),
        ("key/with/slashes", "sa-east-1", Realm(region: "sa-east-1")),
        ("AKIDEXAMPLE", "..%2Fetc", nil),
        ("AKIDEXAMPLE", "", nil),
        (
            AccountKey.make(account: "210987654321", salt: 7), "us-west-2",
            Realm(account: "210987654321", region: "us-west-2")
        ),
    ])
    func `a signature leads to its realm, on both ways alike`(
        key: String,
        region: String,
        realm: Realm?
    ) {
        let header = Self.header(key, region)
        #expect(Realm.other(in: header, than: Self.home) == realm)
        let request = WireRequest(
            method: "POST",
            target: "/",
            headers: ["Authorization": header],
            body: []
        )
        #expect(Realm(CredentialScope(request), home: Self.home) == realm ?? Self.home)
    }

    @Test(arguments: ["", "=", "Credential=", "Bearer abc=", "AWS AKID:sum=", "Credential=a/b/c"])
    func `what is no signature means the engine's own realm`(header: String) {
        #expect(Realm.other(in: header, than: Self.home) == nil)
    }

    @Test func `a key says its account, and another's key does not`() {
        for account in ["000000000000", "123456789012", "999999999999"] {
            let key = AccountKey.make(account: account, salt: 1234)
            #expect(key.utf8.count == 20)
            #expect(AccountKey.named(by: key.utf8) == account)
        }
        #expect(AccountKey.named(by: "ASIAIOSFODNN7EXAMPLE".utf8) == nil)
        #expect(AccountKey.named(by: "AKIAIOSFODNN7EXAMPLE".utf8) == nil)
        let other = AccountKey.make(account: "1", salt: 1)
        #expect(other != AccountKey.make(account: "1", salt: 2))
    }

    @Test func `only so many realms come into being`() async throws {
        try await ControlBench.run { bench in
            for number in 1..<Limits.realmsMax {
                _ = try await bench.control.realms.aws(of: Realm(region: "r-\(number)"))
            }
            _ = try await bench.control.realms.aws(of: Realm(region: "r-1"))
            await #expect(throws: Realm.tooMany) {
                try await bench.control.realms.aws(of: Realm(region: "one-too-many"))
            }
        }
    }

    private static func folders(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/realms").sorted()
    }

    @Test func `a region that was only asked leaves nothing behind`() async throws {
        try await ControlBench.withFolder { folder in
            try await ControlBench.run(in: folder) { bench in
                let typed = Realm(region: "eu-wset-1")
                _ = try await bench.control.realms.aws(of: typed)
                let used = try await bench.control.realms.aws(of: Realm(region: "eu-west-1"))
                let transport = InProcessTransport(aws: used, endpoint: "http://127.0.0.1:1")
                _ = try await transport.send(CreateTopic(name: "t"))
                let folders = try Self.folders(folder)
                #expect(folders == ["000000000000_eu-west-1", "000000000000_eu-wset-1"])
            }
            let folders = try Self.folders(folder)
            #expect(folders == ["000000000000_eu-west-1"])
        }
    }

    @Test func `one that a killed engine left behind goes at the next start`() async throws {
        try await ControlBench.withFolder { folder in
            do {
                let directory = try DataDirectory(folder)
                defer { directory.close() }
                let typed = Realm(region: "eu-wset-1")
                try directory.makeFolder(of: typed)
                try StateStore(directory, of: typed).close()
            }
            try await ControlBench.run(in: folder) { _ in
                let folders = try Self.folders(folder)
                #expect(folders == [])
            }
        }
    }

    @Test func `the databases at the root keep the realm that they began with`() async throws {
        try await ControlBench.withFolder { folder in
            try await ControlBench.run(in: folder) { bench in
                let topic = try await bench.transport.send(CreateTopic(name: "t"))
                #expect(topic.topicArn == "arn:aws:sns:us-east-1:000000000000:t")
            }
            try await ControlBench.run(in: folder, change: { $0.region = "eu-west-1" }) { bench in
                #expect(try await bench.transport.send(ListTopics()).topics.isEmpty)
                let first = try await bench.control.realms.aws(of: Realm())
                #expect(await first.model.topics.topics.count == 1)
            }
        }
    }
}
