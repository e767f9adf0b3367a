// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceCommands

@Suite struct PortHolderTests {
    static let table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:11DA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1
           1: 0100007F:11DA 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4712 1
           2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
        """

    @Test func `only a socket that listens holds a port`() {
        #expect(PortHolder.listening(on: 4570, in: Self.table) == ["4711"])
        #expect(PortHolder.listening(on: 80, in: Self.table) == ["4713"])
        #expect(PortHolder.listening(on: 81, in: Self.table) == [])
    }
}
