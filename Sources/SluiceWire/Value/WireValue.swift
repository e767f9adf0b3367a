// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What a document on the wire holds, whatever its byte format.
///
/// Every operation becomes one of these before it becomes bytes and after it was bytes, so JSON,
/// XML and forms know nothing of operations.
public enum WireValue: Hashable, Sendable {
    /// Nothing, said aloud.
    case null
    /// Yes or no.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction, or one too large for `integer`.
    case number(Double)
    /// A text.
    case string(String)
    /// A text from a format without types (path, query, header, form, XML): it may mean a number.
    case text(String)
    /// Bytes: base64 in every byte format.
    case bytes([UInt8])
    /// A time, written as its format asks.
    case timestamp(Timestamp)
    /// Values in order.
    case list([WireValue])
    /// Values by name, in order.
    case map(WireMap)
}
