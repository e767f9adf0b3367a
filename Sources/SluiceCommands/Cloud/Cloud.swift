// SPDX-License-Identifier: Apache-2.0
import SluiceAWS
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceWire

/// Where a command's calls go: AWS, an endpoint, or an engine.
struct Cloud: Sendable {
    /// Sends every call once.
    let plain: any AWSTransport
    /// Sends again what may safely be sent again.
    let aws: any AWSTransport
    /// The region.
    let region: String
    /// The address, unless it is AWS's own.
    let endpoint: String?
    /// Whether it is the embedded engine.
    let isEngine: Bool
    /// Whether that engine was started by this command and ends with it.
    let isOwnEngine: Bool
    /// Calls an address and returns the answer's status.
    let fetch: @Sendable (String) async throws -> Int
    /// Seconds that a datum of the metrics covers, where the endpoint says so.
    let metricPeriod: @Sendable () async -> Int?
    /// How long the credentials last, after renewing those that end soon.
    let credentials: @Sendable () async throws -> CredentialLife?
    /// What commands of gates inherit: the process's variables, with credentials.
    let gateVariables: @Sendable () async throws -> [String: String]

    /// The options by which the aws cli reaches this place: a command that is copied from a local
    /// engine must never write to a real account.
    var awsOptions: String { Self.awsOptions(region: region, endpoint: endpoint) }

    /// The options by which the aws cli reaches a place.
    static func awsOptions(region: String, endpoint: String?) -> String {
        " --region \(region)" + (endpoint.map { " --endpoint-url \($0)" } ?? "")
    }

    /// The same place for commands that only look.
    var readOnly: Cloud {
        Cloud(
            plain: ReadOnlyTransport(plain),
            aws: ReadOnlyTransport(aws),
            region: region,
            endpoint: endpoint,
            isEngine: isEngine,
            isOwnEngine: isOwnEngine,
            fetch: fetch,
            metricPeriod: metricPeriod,
            credentials: credentials,
            gateVariables: gateVariables
        )
    }

    /// Whose credentials these are.
    func caller() async throws -> GetCallerIdentity.Output {
        do {
            return try await aws.send(GetCallerIdentity())
        } catch {
            throw Self.complaint(error, endpoint: endpoint)
        }
    }
}
