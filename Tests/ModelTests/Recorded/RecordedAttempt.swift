// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// What brings the model to say what AWS said.
struct RecordedAttempt: Sendable {
    /// What the recording's placeholders stand for here.
    var names: [String: String] = [:]
    /// The calls, the last of which is refused.
    var run: @Sendable (inout World, RecordedRow) throws -> Void

    init(
        _ names: [String: String] = [:],
        _ run: @escaping @Sendable (inout World, RecordedRow) throws -> Void
    ) {
        self.names = names
        self.run = run
    }

    /// One call.
    init<Operation: ModelOperation>(
        _ names: [String: String] = [:],
        _ operation: Operation,
        package: String? = nil
    ) {
        self.init(names) { world, _ in _ = try world.perform(operation, package: package) }
    }

    /// By the step's name, or by that of its test and step where steps share a name.
    static let all: [String: RecordedAttempt] =
        functions.merging(aliases) { $1 }.merging(attached) { $1 }.merging(layers) { $1 }
        .merging(events) { $1 }.merging(mappings) { $1 }

    static func of(_ row: RecordedRow) -> RecordedAttempt? { all[row.key] ?? all[row.step] }

    /// A function that could be created, but for one thing.
    static func creation(_ change: (inout CreateFunction) -> Void) -> RecordedAttempt {
        var creation = World.creation("new")
        change(&creation)
        return RecordedAttempt(creation, package: "c")
    }
}

extension RecordedAttempt {
    init<Operation: ModelOperation>(_ operation: Operation, package: String? = nil) {
        self.init([:], operation, package: package)
    }
}
