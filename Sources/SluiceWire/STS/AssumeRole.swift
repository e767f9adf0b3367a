// SPDX-License-Identifier: Apache-2.0

/// Takes a role on: gives keys for a time.
public struct AssumeRole: AWSOperation, Hashable {
    /// The security token service.
    public static let service = AWSService.sts
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The role to take on.
    public var roleArn: String
    /// The name of the session.
    public var roleSessionName: String
    /// What narrows the session: a policy in JSON.
    public var policy: String?
    /// Seconds that the keys are good.
    public var durationSeconds: Int?
    /// A word that the role asks for.
    public var externalId: String?
    /// Who stands behind the session.
    public var sourceIdentity: String?

    /// Makes the operation.
    public init(
        roleArn: String,
        roleSessionName: String,
        policy: String? = nil,
        durationSeconds: Int? = nil,
        externalId: String? = nil,
        sourceIdentity: String? = nil
    ) {
        self.roleArn = roleArn
        self.roleSessionName = roleSessionName
        self.policy = policy
        self.durationSeconds = durationSeconds
        self.externalId = externalId
        self.sourceIdentity = sourceIdentity
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The keys.
        public var credentials: SessionCredentials?
        /// Who the keys are.
        public var assumedRoleUser: AssumedRoleUser?
        /// How much of the room for policies is used, in per cent.
        public var packedPolicySize: Int?
        /// Who stands behind the session.
        public var sourceIdentity: String?

        /// Makes an answer from its parts.
        public init(
            credentials: SessionCredentials? = nil,
            assumedRoleUser: AssumedRoleUser? = nil,
            packedPolicySize: Int? = nil,
            sourceIdentity: String? = nil
        ) {
            self.credentials = credentials
            self.assumedRoleUser = assumedRoleUser
            self.packedPolicySize = packedPolicySize
            self.sourceIdentity = sourceIdentity
        }
    }
}
