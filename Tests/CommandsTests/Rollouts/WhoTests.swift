// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceCommands

@Suite struct WhoTests {
    private func house(_ variables: [String: String] = [:]) -> Composition {
        Composition(Settings(), variables: variables, folder: "/proc")
    }

    @Test func `without a user's name it is whose credentials are used, and nobody else`()
        async throws
    {
        for name in ["mira", "jo"] {
            let arn = "arn:aws:sts::000000000000:assumed-role/deploy/\(name)"
            let who = await house().callerName(.sample(Caller(arn: arn)))
            #expect(house().driver(who).who == arn)
        }
    }

    @Test func `what the machine calls the user comes first, and nobody is asked`() async throws {
        let house = house(["USER": "mira"])
        let who = await house.callerName(.sample(Caller(arn: "arn:aws:iam::000000000000:root")))
        #expect(who == nil)
        #expect(house.driver("arn:aws:iam::000000000000:root").who == "mira")
    }

    @Test func `credentials of which nobody knows whose they are stop nothing`() async throws {
        let who = await house().callerName(.sample(Caller(arn: nil)))
        #expect(who == nil)
        let login = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
        #expect(house().driver(who).who == login ?? "uid \(getuid())")
    }
}

/// AWS that knows whose credentials these are, or does not answer.
private struct Caller: AWSTransport {
    let arn: String?

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard let arn,
            let output = GetCallerIdentity.Output(
                userId: "AIDA",
                account: "000000000000",
                arn: arn
            ) as? Operation.Output
        else { throw AWSFailure(kind: .noAnswer, code: "Timeout", message: "no answer") }
        return output
    }
}

extension Cloud {
    /// A place where nothing is but these answers.
    fileprivate static func sample(_ aws: any AWSTransport) -> Cloud {
        Cloud(
            plain: aws,
            aws: aws,
            region: "us-east-1",
            endpoint: nil,
            isEngine: false,
            isOwnEngine: false,
            fetch: { _ in 200 },
            metricPeriod: { nil },
            credentials: { nil },
            gateVariables: { [:] }
        )
    }
}
