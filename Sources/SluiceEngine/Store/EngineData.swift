// SPDX-License-Identifier: Apache-2.0
import GRDB
import Glibc
import SystemPackage

/// Looks at the data of an engine that does not run.
public enum EngineData {
    /// Whether an engine has worked in this folder.
    public static func exists(_ directory: String) -> Bool {
        access("\(directory)/state.sqlite", F_OK) == 0
    }

    /// Reads all that is stored and checks that it can be understood.
    ///
    /// - Throws: `EngineError`: damaged, of a newer Sluice, or in use by an engine that runs.
    public static func check(_ path: String) throws {
        let directory = try DataDirectory(path)
        defer { directory.close() }
        do {
            for realm in [nil] + directory.realms() {
                let store = try StateStore(directory, of: realm)
                _ = try store.load()
                _ = try store.events()
                try store.check()
                try store.close()
                let telemetry = try TelemetryStore(directory, of: realm)
                _ = try telemetry.metrics()
                try telemetry.close()
            }
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
