// SPDX-License-Identifier: Apache-2.0

/// Adds a statement to the resource policy of a function, version or alias.
public struct AddPermission: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2015-03-31/functions/{FunctionName}/policy",
        query: ["Qualifier": "Qualifier"],
        status: 201
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The statement's name.
    public var statementId: String
    /// What is allowed: `lambda:InvokeFunction`.
    public var action: String
    /// Who is allowed: an account, an ARN, a service, or `*`.
    public var principal: String
    /// The resource on whose behalf a service may call.
    public var sourceArn: String?
    /// The account on whose behalf a service may call.
    public var sourceAccount: String?
    /// A word that Alexa has to know.
    public var eventSourceToken: String?
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?
    /// The organization that the caller must belong to.
    public var principalOrgID: String?
    /// `NONE` or `AWS_IAM`.
    public var functionUrlAuthType: String?
    /// Whether only calls by the address are allowed.
    public var invokedViaFunctionUrl: Bool?

    /// Makes the operation.
    public init(
        functionName: String,
        statementId: String,
        action: String,
        principal: String,
        sourceArn: String? = nil,
        sourceAccount: String? = nil,
        eventSourceToken: String? = nil,
        qualifier: String? = nil,
        revisionId: String? = nil,
        principalOrgID: String? = nil,
        functionUrlAuthType: String? = nil,
        invokedViaFunctionUrl: Bool? = nil
    ) {
        self.functionName = functionName
        self.statementId = statementId
        self.action = action
        self.principal = principal
        self.sourceArn = sourceArn
        self.sourceAccount = sourceAccount
        self.eventSourceToken = eventSourceToken
        self.qualifier = qualifier
        self.revisionId = revisionId
        self.principalOrgID = principalOrgID
        self.functionUrlAuthType = functionUrlAuthType
        self.invokedViaFunctionUrl = invokedViaFunctionUrl
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The statement as a JSON text.
        public var statement: String?

        /// Makes an answer.
        public init(statement: String? = nil) {
            self.statement = statement
        }
    }
}
