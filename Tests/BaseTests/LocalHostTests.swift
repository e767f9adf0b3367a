// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@Suite struct LocalHostTests {
    @Test(arguments: [
        "localhost", "LOCALHOST:4570", "orders.localhost", "127.0.0.1", "127.0.0.1:4570",
        "127.255.0.9", "[::1]", "[::1]:80",
    ])
    func `this machine is known by its names`(host: String) {
        #expect(LocalHost.isNamed(by: host))
    }

    @Test(arguments: [
        "127.evil.example", "127.0.0.1.evil.example", "127.0.0.1.evil.example:4570", "127.0.0",
        "127.0.0.256", "127.0.0.1.", "127.0.0.+1", "128.0.0.1", "localhost.evil.example",
        "evillocalhost", "[::1].evil.example", "[::2]", "[::1", "localhost:x", "", "evil.example",
    ])
    func `a name that only looks so is another's`(host: String) {
        #expect(!LocalHost.isNamed(by: host))
    }
}
