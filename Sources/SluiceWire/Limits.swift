// SPDX-License-Identifier: Apache-2.0

/// What bounds the codecs.
public enum Limits {
    /// How deep objects and lists may stand inside each other in a document.
    public static let depthMax = 64
    /// How many fields a form may have.
    public static let formFieldsMax = 20_000
    /// How many absent members one refusal names.
    public static let absencesMax = 16
    /// How many characters of a foreign text an error message repeats.
    public static let quotedCharactersMax = 200
}
