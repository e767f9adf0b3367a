// SPDX-License-Identifier: Apache-2.0

/// Gives the caller keys for a time.
public struct GetSessionToken: AWSOperation, Hashable {
    /// The security token service.
    public static let service = AWSService.sts
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Seconds that the keys are good.
    public var durationSeconds: Int?
    /// The device that made the code.
    public var serialNumber: String?
    /// The code of the device.
    public var tokenCode: String?

    /// Makes the operation.
    public init(
        durationSeconds: Int? = nil,
        serialNumber: String? = nil,
        tokenCode: String? = nil
    ) {
        self.durationSeconds = durationSeconds
        self.serialNumber = serialNumber
        self.tokenCode = tokenCode
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The keys.
        public var credentials: SessionCredentials?

        /// Makes an answer from its parts.
        public init(credentials: SessionCredentials? = nil) {
            self.credentials = credentials
        }
    }
}
