// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CreateFunctionUrlConfig: ModelOperation {
    /// Gives a function or an alias an address.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try LambdaModel.checkURL(
            qualifier,
            authType: authType,
            invokeMode: invokeMode,
            cors: cors
        )
        let (head, reference) = try model.urlOwner(functionName, qualifier)
        let key = reference.qualifier ?? ""
        if head.attachments.urls[key] != nil {
            throw .conflict(
                "Failed to create function url config for [functionArn = \(reference.arn)]. Error "
                    + "message:  FunctionUrlConfig exists for this Lambda function"
            )
        }
        let url = URLRecord(
            id: call.chance.word(of: 32),
            authType: authType,
            cors: cors,
            invokeMode: invokeMode ?? "BUFFERED",
            createdAt: call.now,
            changedAt: call.now
        )
        model.change(head) { $0.urls[key] = url }
        return Output(
            functionUrl: url.address(in: model.region),
            functionArn: reference.arn.description,
            authType: authType,
            cors: cors,
            creationTime: call.now.lambdaText,
            invokeMode: invokeMode
        )
    }
}

extension GetFunctionUrlConfig: ModelOperation {
    /// Reads the address.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionURL {
        try LambdaModel.checkURL(qualifier)
        let (_, reference, url) = try model.url(functionName, qualifier)
        return url.description(of: reference.arn)
    }
}

extension UpdateFunctionUrlConfig: ModelOperation {
    /// Changes how the address answers.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> FunctionURL {
        try LambdaModel.checkURL(
            qualifier,
            authType: authType,
            invokeMode: invokeMode,
            cors: cors
        )
        _ = try model.urlOwner(functionName, qualifier)
        var (head, reference, url) = try model.url(functionName, qualifier)
        url.authType = authType ?? url.authType
        url.cors = cors ?? url.cors
        url.invokeMode = invokeMode ?? url.invokeMode
        url.changedAt = call.now
        model.change(head) { $0.urls[reference.qualifier ?? ""] = url }
        var answer = url.description(of: reference.arn)
        answer.invokeMode = invokeMode
        return answer
    }
}

extension DeleteFunctionUrlConfig: ModelOperation {
    /// Takes the address away.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> EmptyAnswer {
        try LambdaModel.checkURL(qualifier)
        let (head, reference, _) = try model.url(functionName, qualifier)
        model.change(head) { $0.urls[reference.qualifier ?? ""] = nil }
        return EmptyAnswer()
    }
}

extension ListFunctionUrlConfigs: ModelOperation {
    /// Lists the addresses of a function and its aliases.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let (head, reference) = try model.urlOwner(functionName, nil)
        let all = head.attachments.urls.sorted { $0.key < $1.key }
        let page = try Page(all, marker: marker, asked: maxItems, of: 1...50)
        let items = page.items.map { key, url in
            let arn = reference.arn.qualified(by: key.isEmpty ? nil : key)
            return FunctionURLItem(
                functionUrl: url.address(in: arn.region),
                functionArn: arn.description,
                creationTime: url.createdAt.lambdaText,
                lastModifiedTime: url.changedAt.lambdaText,
                cors: url.cors,
                authType: url.authType,
                invokeMode: url.invokeMode
            )
        }
        return Output(functionUrlConfigs: items, nextMarker: page.nextMarker)
    }
}

extension LambdaModel {
    fileprivate static func checkURL(
        _ qualifier: String?,
        authType: String? = nil,
        invokeMode: String? = nil,
        cors: CORSRules? = nil
    ) throws(AWSFailure) {
        var constraints = Constraints()
        constraints.check(
            qualifier,
            at: "qualifier",
            pattern: #"((?!^\d+$)^[0-9a-zA-Z-_]+$)"#
        ) { $0.isWord() && !$0.isDigits }
        constraints.check(authType, at: "authType", oneOf: ["NONE", "AWS_IAM"])
        constraints.check(invokeMode, at: "invokeMode", oneOf: ["RESPONSE_STREAM", "BUFFERED"])
        constraints.check(cors: cors)
        try constraints.enforce()
    }

    /// The function that has or gets an address, for itself or for its alias.
    fileprivate func urlOwner(
        _ functionName: String,
        _ qualifier: String?
    ) throws(AWSFailure) -> (FunctionHead, FunctionReference) {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .write,
            in: self
        )
        guard let function = functions[reference.function],
            reference.qualifier.map({ function.aliases[$0] != nil }) ?? true
        else { throw .notFound("Function does not exist") }
        return (function.head, reference)
    }

    fileprivate func url(
        _ functionName: String,
        _ qualifier: String?
    ) throws(AWSFailure) -> (FunctionHead, FunctionReference, URLRecord) {
        let reference = try FunctionReference(
            functionName,
            qualifier: qualifier,
            form: .write,
            in: self
        )
        guard let head = functions[reference.function]?.head,
            let url = head.attachments.urls[reference.qualifier ?? ""]
        else { throw .noResource }
        return (head, reference, url)
    }
}

extension SeededRandom {
    /// A word of small letters and digits.
    mutating func word(of count: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<count).map { _ in letters[Int(next() % UInt64(letters.count))] })
    }
}
