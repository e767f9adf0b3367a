// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire

/// One environment of a project, in the place where it lives.
struct Site: Sendable {
    /// The project file.
    let project: ProjectFile
    /// What the environment says of itself.
    let environment: ProjectEnvironment
    /// Where calls go.
    let cloud: Cloud
    /// Whose credentials these are; `nil` when nobody could say, and it did not matter.
    let caller: GetCallerIdentity.Output?
    /// The environment without code and gates.
    let look: Intent

    /// The function's name.
    var function: String { look.function }
    /// The alias that callers use; `nil` where `$LATEST` is served.
    var alias: String? { look.alias }
    /// The project's journals.
    let store: JournalStore
    /// The options by which a printed command reaches this place: none for AWS itself.
    var options: String {
        let place = Target(
            account: "",
            region: cloud.region,
            endpoint: cloud.endpoint,
            function: function
        )
        return place.options
    }
    /// Whether another machine reads the same journals.
    var isJournalShared: Bool { !(store.home is FileHome) }
    /// `orders:live`.
    var text: String { alias.map { "\(function):\($0)" } ?? function }
}
