// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct TargetLockTests {
    private let folder: Folder
    private let lock: TargetLock
    private let holder = TargetLock.Holder(driver: .mira, rollout: "r-1", requests: "/x")

    init() throws {
        folder = try Folder()
        lock = TargetLock(directory: folder.path.appending("state/locks"))
    }

    @Test func `a second holder is refused and told who has it`() async throws {
        let other = TargetLock(directory: lock.directory)
        let complaint = try await lock.holding(.sample, as: holder) {
            let found = try other.holder(of: .sample)
            #expect(found == holder)
            return await #expect(throws: Complaint.self) {
                try await other.holding(.sample, as: holder) {}
            }
        }
        #expect(
            complaint?.text == """
                error: orders:live is being moved by another process
                  why    process 4711 on build drives r-1, started by mira
                  now    Sluice changed nothing
                  next   sluice status
                         sluice abort r-1
                """
        )
        #expect(complaint?.exit == .refused)
    }

    @Test func `it is given back at the end, also of a body that throws`() async throws {
        struct Trouble: Error {}
        await #expect(throws: Trouble.self) {
            try await lock.holding(.sample, as: holder) { throw Trouble() }
        }
        #expect(try lock.holder(of: .sample) == nil)
        #expect(try await lock.holding(.sample, as: holder) { 7 } == 7)
    }

    @Test func `it is given back though a child that is being started has the file open`()
        async throws
    {
        var copies: [Int32] = []
        try await lock.holding(.sample, as: holder) {
            // What a child has between its fork and its exec: the same open files.
            for number in Int32(0)..<4096 {
                var name = [UInt8](repeating: 0, count: 1024)
                let count = name.withUnsafeMutableBytes {
                    $0.baseAddress.map { readlink("/proc/self/fd/\(number)", $0, 1024) } ?? -1
                }
                guard count > 0,
                    String(decoding: name.prefix(count), as: UTF8.self)
                        .hasPrefix(folder.path.string)
                else { continue }
                copies.append(dup(number))
            }
        }
        defer { for copy in copies { close(copy) } }
        #expect(!copies.isEmpty)
        #expect(try lock.holder(of: .sample) == nil)
    }

    @Test func `another alias, account or endpoint has a lock of its own`() async throws {
        var targets = [Target.sample, .sample, .sample, .sample]
        targets[0].alias = "beta"
        targets[1].account = "111111111111"
        targets[2].region = "us-east-1"
        targets[3].endpoint = "http://127.0.0.1:4570"
        try await lock.holding(.sample, as: holder) {
            for target in targets { try await lock.holding(target, as: holder) {} }
        }
    }
}
