// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

extension LambdaModel {
    /// What a call needs to know of one function.
    public struct Routes: Hashable, Sendable {
        /// A version that can be called.
        public struct Callable: Hashable, Sendable {
            /// The version's name.
            public var version: Version
            /// The ARN with the version's name; bare for `$LATEST`.
            public var arn: FunctionARN
            /// The program that calls run now.
            public var program: VersionRecord.Program
        }

        /// Versions that can be called; those that are pending are left out.
        public var versions: [Version: Callable]
        /// Aliases by name.
        public var aliases: [String: AliasRecord]
        /// Calls that may run at once, if limited.
        public var reservedConcurrency: Int?
        /// Workers that are kept ready, by version.
        public var provisioned: [Version: Int]
        /// Why nothing can be called yet, while the function is being created.
        public var pending: AWSFailure?
    }

    /// What the invoke path needs: every function with its callable versions and its aliases.
    public func routing() -> [String: Routes] {
        functions.mapValues { routes(of: $0) }
    }

    /// The same for one function.
    public func routes(of function: FunctionRecord) -> Routes {
        var versions: [Version: Routes.Callable] = [:]
        for record in function.versions where record.state == .active {
            versions[record.version] = Routes.Callable(
                version: record.version,
                arn: arn(
                    function.head.name,
                    record.version.isPublished ? record.version.name : nil
                ),
                program: record.current
            )
        }
        return Routes(
            versions: versions,
            aliases: function.aliases,
            reservedConcurrency: function.head.reservedConcurrency,
            provisioned: allocations(of: function).reduce(into: [:]) {
                $0[$1.version, default: 0] += $1.count
            },
            pending: refusal(of: function)
        )
    }

    private func refusal(of function: FunctionRecord) -> AWSFailure? {
        switch function.latest.state {
        case .pending: .pendingCall(arn(function.head.name))
        case .failed: .failedCall(arn(function.head.name))
        case .active, .inactive: nil
        }
    }
}
