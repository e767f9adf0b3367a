// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceModel

/// Roles, policies and sessions as a value.
@Suite struct IAMTests {
    private static let trust = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
        "Principal":{"Service":"lambda.amazonaws.com"}}]}
        """
    private static let rules = """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}
        """
    private static let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"

    private var iam = IAMModel()
    private var chance = SeededRandom(seed: 1)
    private let now = Timestamp(second: 1_800_000_000)

    private mutating func call<Operation: IAMOperation>(
        _ operation: Operation,
        after seconds: Int64 = 0
    ) throws(AWSFailure) -> Operation.Output {
        let time = now.advanced(by: .seconds(seconds))
        return try iam.perform(operation, at: time, chance: &chance)
    }

    /// Status, code and message of a refusal.
    private mutating func refusal<Operation: IAMOperation>(
        _ operation: Operation,
        after seconds: Int64 = 0
    ) -> String? {
        do {
            _ = try call(operation, after: seconds)
            return nil
        } catch {
            return "\(error.status) \(error.code): \(error.message)"
        }
    }

    private mutating func makeRole(_ name: String = "orders") throws {
        _ = try call(IAM.CreateRole(roleName: name, assumeRolePolicyDocument: Self.trust))
    }

    @Test mutating func `a role is read as it was made`() throws {
        let made = try call(
            IAM.CreateRole(
                roleName: "Orders",
                assumeRolePolicyDocument: Self.trust,
                path: "/team/",
                tags: [IAM.Tag(key: "a", value: "b")]
            )
        ).role
        #expect(made.arn == "arn:aws:iam::000000000000:role/team/Orders")
        #expect(made.roleId.hasPrefix("AROA") && made.roleId.utf8.count == 21)
        #expect(made.maxSessionDuration == 3600)
        #expect(PercentCoding.decode(made.assumeRolePolicyDocument ?? "") == Self.trust)
        var read = try call(IAM.GetRole(roleName: "orders")).role
        #expect(read.roleLastUsed == IAM.RoleLastUsed())
        read.roleLastUsed = nil
        #expect(read == made)
        let listed = try call(IAM.ListRoles(pathPrefix: "/team/")).roles
        #expect(listed.map(\.roleName) == ["Orders"] && listed[0].tags == nil)
        #expect(try call(IAM.ListRoles(pathPrefix: "/other/")).roles == [])
        let again = IAM.CreateRole(roleName: "ORDERS", assumeRolePolicyDocument: Self.trust)
        #expect(
            refusal(again) == "409 EntityAlreadyExists: Role with name ORDERS already exists."
        )
    }

    @Test mutating func `a role with policies is not deleted`() throws {
        try makeRole()
        _ = try call(IAM.AttachRolePolicy(roleName: "orders", policyArn: Self.basic))
        _ = try call(
            IAM.PutRolePolicy(roleName: "orders", policyName: "in", policyDocument: Self.rules)
        )
        let delete = IAM.DeleteRole(roleName: "orders")
        let attached = "409 DeleteConflict: Cannot delete entity, must detach all policies first."
        #expect(refusal(delete) == attached)
        let count = try call(IAM.GetPolicy(policyArn: Self.basic)).policy?.attachmentCount
        #expect(count == 1)
        _ = try call(IAM.DetachRolePolicy(roleName: "orders", policyArn: Self.basic))
        let inside = "409 DeleteConflict: Cannot delete entity, must delete policies first."
        #expect(refusal(delete) == inside)
        _ = try call(IAM.DeleteRolePolicy(roleName: "orders", policyName: "in"))
        _ = try call(delete)
        #expect(
            refusal(delete) == "404 NoSuchEntity: The role with name orders cannot be found."
        )
    }

    @Test(arguments: [
        ("{", "This policy contains invalid Json"),
        ("[]", "Syntax errors in policy."),
        (#"{"Version":"2012-10-17"}"#, "Syntax errors in policy."),
        (
            #"{"Version":"2012","Statement":[]}"#,
            "The policy must contain a valid version string"
        ),
        (#"{"Statement":[{"Action":"a"}]}"#, "Syntax errors in policy."),
        (
            #"{"Statement":{"Effect":"Allow","Resource":"*"}}"#,
            "Policy statement must contain actions."
        ),
        (
            #"{"Statement":{"Effect":"Allow","Action":"*"}}"#,
            "Policy statement must contain resources."
        ),
        (
            #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}}"#,
            "Policy document should not specify a principal."
        ),
    ])
    mutating func `a document that is no policy is refused`(
        _ document: String,
        _ message: String
    ) throws {
        let create = IAM.CreatePolicy(policyName: "p", policyDocument: document)
        #expect(refusal(create) == "400 MalformedPolicyDocument: \(message)")
    }

    @Test mutating func `who may take a role on is a policy with a principal`() throws {
        let rules = IAM.CreateRole(roleName: "r", assumeRolePolicyDocument: Self.rules)
        #expect(
            refusal(rules) == "400 MalformedPolicyDocument: Has prohibited field Resource"
        )
    }

    @Test mutating func `of a policy's versions one counts, and it stays`() throws {
        let made = try call(IAM.CreatePolicy(policyName: "p", policyDocument: Self.rules)).policy
        let arn = try #require(made?.arn)
        for _ in 2...5 {
            _ = try call(IAM.CreatePolicyVersion(policyArn: arn, policyDocument: Self.rules))
        }
        let sixth = IAM.CreatePolicyVersion(policyArn: arn, policyDocument: Self.rules)
        #expect(refusal(sixth)?.hasPrefix("409 LimitExceeded: A managed policy can have") == true)
        _ = try call(IAM.SetDefaultPolicyVersion(policyArn: arn, versionId: "v3"))
        let delete = IAM.DeletePolicyVersion(policyArn: arn, versionId: "v3")
        let standard = "409 DeleteConflict: Cannot delete the default version of a policy."
        #expect(refusal(delete) == standard)
        _ = try call(IAM.DeletePolicyVersion(policyArn: arn, versionId: "v5"))
        let next = try call(sixth).policyVersion
        #expect(next?.versionId == "v6")
        let versions = try call(IAM.ListPolicyVersions(policyArn: arn)).versions ?? []
        #expect(versions.compactMap(\.versionId) == ["v6", "v4", "v3", "v2", "v1"])
        let more = refusal(IAM.DeletePolicy(policyArn: arn))
        #expect(more?.hasPrefix("409 DeleteConflict: This policy has more than one") == true)
    }

    @Test mutating func `policies of AWS are attached by ARN, and no others that are not there`()
        throws
    {
        try makeRole()
        let own = "arn:aws:iam::000000000000:policy/missing"
        #expect(
            refusal(IAM.AttachRolePolicy(roleName: "orders", policyArn: own))
                == "404 NoSuchEntity: Policy \(own) does not exist or is not attachable."
        )
        let word = IAM.AttachRolePolicy(roleName: "orders", policyArn: "word")
        #expect(refusal(word) == "400 InvalidInput: ARN word is not valid.")
        _ = try call(IAM.AttachRolePolicy(roleName: "orders", policyArn: Self.basic))
        _ = try call(IAM.AttachRolePolicy(roleName: "orders", policyArn: Self.basic))
        let attached = try call(IAM.ListAttachedRolePolicies(roleName: "orders"))
        #expect(attached.attachedPolicies?.map(\.policyName) == ["AWSLambdaBasicExecutionRole"])
        let read = IAM.GetPolicyVersion(policyArn: Self.basic, versionId: "v1")
        let document = try call(read).policyVersion?.document ?? ""
        #expect(PercentCoding.decode(document).contains("logs:PutLogEvents"))
        #expect(refusal(IAM.DeletePolicy(policyArn: Self.basic))?.hasPrefix("403") == true)
    }

    @Test mutating func `lists come in pages`() throws {
        for name in ["a", "b", "c"] { try makeRole(name) }
        let first = try call(IAM.ListRoles(maxItems: 2))
        #expect(first.roles.map(\.roleName) == ["a", "b"] && first.isTruncated == true)
        let last = try call(IAM.ListRoles(marker: first.marker, maxItems: 2))
        #expect(last.roles.map(\.roleName) == ["c"] && last.isTruncated == false)
        #expect(last.marker == nil)
    }

    @Test mutating func `keys of a session are the role's until they run out`() throws {
        try makeRole()
        let role = "arn:aws:iam::000000000000:role/orders"
        let taken = try call(AssumeRole(roleArn: role, roleSessionName: "me"))
        let key = try #require(taken.credentials?.accessKeyId)
        let arn = "arn:aws:sts::000000000000:assumed-role/orders/me"
        #expect(taken.assumedRoleUser?.arn == arn)
        #expect(try iam.session(ofKey: key, at: now)?.arn == arn)
        let later = now.advanced(by: .seconds(3_600))
        #expect(throws: AWSFailure.self) { try iam.session(ofKey: key, at: later) }
        let long = AssumeRole(roleArn: role, roleSessionName: "me", durationSeconds: 7_200)
        #expect(refusal(long)?.contains("exceeds the MaxSessionDuration") == true)
        let user = AssumeRole(roleArn: "arn:aws:iam::000000000000:user/x", roleSessionName: "me")
        #expect(refusal(user)?.hasPrefix("400 ValidationError") == true)
        // A day later nobody asks for it any more.
        _ = try call(GetSessionToken(), after: 86_400)
        #expect(iam.sessions[key] == nil)
    }

    @Test mutating func `tags are told apart by more than their case`() throws {
        try makeRole()
        let first = [IAM.Tag(key: "Team", value: "1")]
        _ = try call(IAM.TagRole(roleName: "orders", tags: first))
        let second = [IAM.Tag(key: "team", value: "2")]
        _ = try call(IAM.TagRole(roleName: "orders", tags: second))
        #expect(try call(IAM.ListRoleTags(roleName: "orders")).tags == second)
        let twice = refusal(IAM.TagRole(roleName: "orders", tags: first + second))
        #expect(twice?.hasPrefix("400 InvalidInput: Duplicate tag keys found.") == true)
        _ = try call(IAM.UntagRole(roleName: "orders", tagKeys: ["team"]))
        #expect(try call(IAM.ListRoleTags(roleName: "orders")).tags == [])
    }
}
