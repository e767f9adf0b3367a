// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension TagResource: ModelOperation {
    /// Adds tags, which gives the `$LATEST` of a function a new revision.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let tagged = try Tagged(resource, in: model)
        if tags.isEmpty {
            throw .invalidParameter("An error occurred and the request cannot be processed.")
        }
        try Tagged.check(tags)
        let merged = tagged.tags.merging(tags) { $1 }
        if merged.count > Limits.tagsMax {
            throw .invalidParameter("Number of tags exceeds resource tag limit.")
        }
        tagged.write(merged, to: &model, in: &call)
        return EmptyAnswer()
    }
}

extension UntagResource: ModelOperation {
    /// Removes tags, which gives the `$LATEST` of a function a new revision.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        let tagged = try Tagged(resource, in: model)
        if tagKeys.isEmpty {
            throw .validation([
                "Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"
            ])
        }
        tagged.write(
            tagged.tags.filter { !tagKeys.contains($0.key) },
            to: &model,
            in: &call
        )
        return EmptyAnswer()
    }
}

extension ListTags: ModelOperation {
    /// Reads tags.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        Output(tags: try Tagged(resource, in: model).tags)
    }
}
