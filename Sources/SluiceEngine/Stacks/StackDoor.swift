// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import SluiceModel
import SluiceWire

/// Where tests say that functions are a stack's: AWS lets nobody set such tags, and the engine makes no
/// stacks.
///
/// ```
/// PUT /_sluice/stacks/orders-prod
/// {"Resources": {"Orders": {"Type": "AWS::Lambda::Function", "PhysicalId": "orders"}},
///  "Outputs": {}, "Parameters": {}, "Tags": {}}
/// DELETE /_sluice/stacks/orders-prod
/// ```
struct StackDoor: Sendable {
    static let path = "/_sluice/stacks/"

    let realms: Realms

    /// Notes or forgets a stack of the account and region that the request is signed for.
    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let name = String(request.path.dropFirst(Self.path.count))
        let realm = Realm(CredentialScope(WireRequest(request)), home: realms.homeRealm)
        guard !name.isEmpty, name.utf8.count <= 128,
            name.utf8.allSatisfy({ $0 == 45 || (48...122).contains($0) })
        else { return Self.response(400, "this is no stack's name") }
        do throws(AWSFailure) {
            let aws = try await realms.aws(of: realm)
            switch request.method {
            case "PUT":
                guard let body = StackBody(request.body) else {
                    return Self.response(400, "the body is no stack: see the compatibility page")
                }
                let id = try await aws.note(stack: name, body)
                return Self.response(200, id, under: "StackId")
            case "DELETE":
                try await aws.forget(stack: name)
                return HTTPResponse(status: 204, headers: [:], body: [])
            default: return Self.response(405, "PUT and DELETE only")
            }
        } catch {
            return Self.response(error.status == 0 ? 500 : error.status, error.message)
        }
    }

    private static func response(
        _ status: Int,
        _ text: String,
        under key: String = "Message"
    ) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: ["Content-Type": "application/json"],
            body: Array(WireJSON.text(of: .map([key: .string(text)])).utf8)
        )
    }
}
