// SPDX-License-Identifier: Apache-2.0
@testable import SluiceEngine

extension StateStore {
    /// Leaves the mark of a step that this version does not know.
    func registerUnknownMigration() throws {
        try execute("INSERT INTO grdb_migrations VALUES ('99 from the future')")
    }
}
