// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension TagResource: ModelOperation {
    /// Adds tags, which gives `$LATEST` a new revision.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let function = try model.tagged(resource)
        if tags.isEmpty {
            throw .invalidParameter("An error occurred and the request cannot be processed.")
        }
        let merged = function.head.tags.merging(tags) { $1 }
        if merged.count > Limits.tagsMax {
            throw .invalidParameter("Number of tags exceeds resource tag limit.")
        }
        model.retag(function, merged, in: &call)
        return EmptyAnswer()
    }
}

extension UntagResource: ModelOperation {
    /// Removes tags, which gives `$LATEST` a new revision.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let function = try model.tagged(resource)
        if tagKeys.isEmpty {
            throw .validation([
                "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"
            ])
        }
        model.retag(function, function.head.tags.filter { !tagKeys.contains($0.key) }, in: &call)
        return EmptyAnswer()
    }
}

extension ListTags: ModelOperation {
    /// Reads tags.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        Output(tags: try model.tagged(resource).head.tags)
    }
}

extension LambdaModel {
    private static let taggablePattern =
        #"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:"#
        + #"(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|"#
        + #"code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-"#
        + #"[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|"#
        + #"capacity-provider:[a-zA-Z0-9-_]+)"#

    /// The function that carries the tags.
    func tagged(_ resource: String) throws(AWSFailure) -> FunctionRecord {
        var constraints = Constraints()
        constraints.check(resource, at: "resource", pattern: Self.taggablePattern) { text in
            guard let arn = FunctionARN(text) else { return false }
            return arn.function.isWord() && arn.account.count == 12 && arn.account.isDigits
        }
        try constraints.enforce()
        let reference = try FunctionReference(resource, form: .read, in: self)
        if reference.qualifier != nil {
            throw .invalidParameter(
                "Tags on function aliases and versions are not supported. Please specify a "
                    + "function ARN."
            )
        }
        return try function(reference)
    }

    /// Writes a function's tags.
    mutating func retag(
        _ function: FunctionRecord,
        _ tags: [String: String],
        in call: inout Call
    ) {
        var (head, latest) = (function.head, function.latest)
        head.tags = tags
        latest.revisionID = call.chance.uuid()
        commit(.function(head))
        commit(.version(function: head.name, latest))
    }
}
