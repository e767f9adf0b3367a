// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// One account in one region: what functions, alarms, logs and topics are apart by.
///
/// A request is led to its realm by its signature: a key of twelve digits is the account, as in other
/// emulators, and so is the account that a session's key names; any other key is of the engine's own
/// account. The region is the one that was signed for.
public struct Realm: Hashable, Sendable {
    /// Twelve digits.
    public let account: String
    /// For example `eu-west-1`.
    public let region: String

    /// Makes a realm.
    public init(account: String = "000000000000", region: String = "us-east-1") {
        self.account = account
        self.region = region
    }

    /// The realm that a signature means, seen from the engine's own.
    init(_ scope: CredentialScope?, home: Realm) {
        guard let scope else {
            self = home
            return
        }
        account = AccountKey.named(by: scope.key.utf8) ?? home.account
        region = Self.isRegion(scope.region.utf8) ? scope.region : home.region
    }

    /// The realm that an `Authorization` header means; `nil` when it is the engine's own.
    ///
    /// Each invocation passes here: for the engine's own realm nothing is allocated.
    static func other(in authorization: String, than home: Realm) -> Realm? {
        var text = authorization
        return text.withUTF8 { bytes in
            guard let mark = bytes.firstIndex(of: UInt8(ascii: "=")),
                bytes[..<mark].reversed().starts(with: "Credential".utf8.reversed())
            else { return nil }
            let rest = bytes[(mark + 1)...].prefix { $0 != UInt8(ascii: ",") && $0 != 32 }
            // From the end: a key's id may hold slashes, the four parts after it may not.
            let slash = UInt8(ascii: "/")
            guard let end = rest.lastIndex(of: slash),
                let service = rest[..<end].lastIndex(of: slash),
                let region = rest[..<service].lastIndex(of: slash),
                let date = rest[..<region].lastIndex(of: slash)
            else { return nil }
            return named(rest[..<date], rest[(region + 1)..<service], than: home)
        }
    }

    private static func named(
        _ key: Slice<UnsafeBufferPointer<UInt8>>,
        _ region: Slice<UnsafeBufferPointer<UInt8>>,
        than home: Realm
    ) -> Realm? {
        let isHomeRegion = home.region.utf8.elementsEqual(region) || !isRegion(region)
        guard key.count == 12 || key.count == 20 || !isHomeRegion else { return nil }
        let account = AccountKey.named(by: key) ?? home.account
        if isHomeRegion, account == home.account { return nil }
        return Realm(
            account: account,
            region: isHomeRegion ? home.region : String(decoding: region, as: UTF8.self)
        )
    }

    /// Whether a name can be a region's: only such a one becomes the name of a folder.
    static func isRegion(_ name: some Collection<UInt8>) -> Bool {
        guard (1...Limits.regionNameMax).contains(name.count) else { return false }
        return name.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: byte == UInt8(ascii: "-")
            }
        }
    }

    static let tooMany = AWSFailure(
        code: "LimitExceededException",
        message: "This engine serves at most \(Limits.realmsMax) pairs of account and region.",
        status: 400
    )
}
