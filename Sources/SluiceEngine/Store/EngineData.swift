// SPDX-License-Identifier: Apache-2.0
import GRDB
import Glibc
import SluiceModel
import SystemPackage

/// Looks at the data of an engine that does not run.
public enum EngineData {
    /// Whether an engine has worked in this folder.
    public static func exists(_ directory: String) -> Bool {
        access("\(directory)/state.sqlite", F_OK) == 0
    }

    /// Reads all that is stored and checks that it can be understood.
    ///
    /// - Returns: The other accounts and regions that it holds something of, each in words.
    /// - Throws: `EngineError`: damaged, of a newer Sluice, or in use by an engine that runs.
    public static func check(_ path: String) throws -> [String] {
        var others: [String] = []
        let directory = try DataDirectory(path)
        defer { directory.close() }
        do {
            for realm in [nil] + directory.realms() {
                let store = try StateStore(directory, of: realm)
                var functions = 0
                for case .created in try store.load() { functions += 1 }
                _ = try store.events()
                try store.check()
                let telemetry = try TelemetryStore(directory, of: realm)
                _ = try telemetry.metrics()
                if let realm, !(store.isEmpty && telemetry.isEmpty) {
                    let count = functions == 1 ? "1 function" : "\(functions) functions"
                    others.append("\(count) in \(realm.region) of account \(realm.account)")
                }
                try store.close()
                try telemetry.close()
            }
            return others
        } catch let error as DecodingError {
            throw EngineError.dataDamaged(directory: path, reason: "\(error)")
        } catch let error as DatabaseError {
            throw EngineError.dataDamaged(directory: path, reason: "\(error)")
        }
    }
}

extension StateStore {
    /// SQLite's own look at its pages.
    fileprivate func check() throws {
        for line in try integrity() where line != "ok" {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: line)
        }
    }
}
