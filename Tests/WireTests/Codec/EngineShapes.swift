// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Operations that bring together all that a route can say, for the codec's tests alone.
struct PutThing: AWSOperation, Hashable {
    static let service = AWSService.lambda
    static let route = Route(
        .put,
        "/2015-03-31/things/{ThingName}/parts/{Number}",
        query: ["Qualifier": "Qualifier", "tagKeys": "TagKeys"],
        headers: ["X-Amz-Mode": "Mode"],
        status: 202
    )
    static let isIdempotent = true

    var thingName: String
    var number: Int
    var qualifier: String?
    var tagKeys: [String]?
    var mode: String?
    var note: String?

    struct Output: Codable, Hashable { var note: String? }
}

struct CallThing: AWSOperation, Hashable {
    static let service = AWSService.lambda
    static let route = Route(
        .post,
        "/2015-03-31/things/{ThingName}/calls",
        query: ["Qualifier": "Qualifier"],
        headers: ["X-Amz-Invocation-Type": "InvocationType"],
        payload: "Payload",
        answerHeaders: [
            "X-Amz-Function-Error": "FunctionError", "X-Amz-Executed-Version": "ExecutedVersion",
        ],
        answerPayload: "Payload",
        answerStatus: "StatusCode"
    )
    static let isIdempotent = false

    var thingName: String
    var qualifier: String?
    var invocationType: String?
    var payload: Blob?

    struct Output: Codable, Hashable {
        var statusCode: Int
        var functionError: String?
        var executedVersion: String?
        var payload: Blob?
    }
}

struct DropThing: AWSOperation, Hashable {
    static let service = AWSService.lambda
    static let route = Route(.delete, "/2015-03-31/things/{ThingName}", status: 204)
    static let isIdempotent = true

    var thingName: String

    struct Output: Codable, Hashable {}
}

struct ListThings: AWSOperation, Hashable {
    static let service = AWSService.lambda
    static let route = Route(.get, "/2015-03-31/things", query: ["MaxItems": "MaxItems"])
    static let isIdempotent = true

    var maxItems: Int?

    struct Output: Codable, Hashable { var things: [String] }
}

struct ListAllThings: AWSOperation, Hashable {
    static let service = AWSService.lambda
    static let route = Route(.get, "/2015-03-31/things?List=ALL")
    static let isIdempotent = true

    struct Output: Codable, Hashable {}
}

/// A CloudWatch operation, spoken in two protocols.
struct GetReading: AWSOperation, Hashable {
    static let service = AWSService.cloudWatch
    static let route = Route.root
    static let isIdempotent = true

    struct Query: Codable, Hashable {
        var id: String
        var period: Int
        var returnData: Bool?
    }

    struct Result: Codable, Hashable {
        var id: String
        var values: [Double]
        var timestamps: [WireTimestamp]
    }

    struct Output: Codable, Hashable {
        var results: [Result]
        var nextToken: String?
    }

    var queries: [Query]
    var startTime: WireTimestamp
}
