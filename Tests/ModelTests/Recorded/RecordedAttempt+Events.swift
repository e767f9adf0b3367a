// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension RecordedAttempt {
    private static let account = "us-east-1:111111111111:function"

    private static func put(
        _ function: String = "orders",
        success: String? = nil,
        failure: String? = nil
    ) -> PutFunctionEventInvokeConfig {
        PutFunctionEventInvokeConfig(
            functionName: function,
            destinationConfig: DestinationConfig(
                onSuccess: success.map { Destination(destination: $0) },
                onFailure: failure.map { Destination(destination: $0) }
            )
        )
    }

    static let events: [String: RecordedAttempt] = [
        "put_functionname_nootherargs": RecordedAttempt(
            PutFunctionEventInvokeConfig(functionName: "orders")
        ),
        "put_functionname_name_notfound": RecordedAttempt(
            PutFunctionEventInvokeConfig(functionName: "doesnotexist", maximumRetryAttempts: 1)
        ),
        "put_destination_lambda_doesntexist": RecordedAttempt(
            put(success: "arn:aws:lambda:\(account):doesnotexist")
        ),
        "put_destination_recursive": RecordedAttempt(
            put(success: "arn:aws:lambda:\(account):orders")
        ),
        "put_destination_invalid_service_arn": RecordedAttempt(
            put(success: "arn:aws:iam:\(account):orders")
        ),
        "put_destination_invalid_arn_pattern": RecordedAttempt(
            put(failure: "arn:aws:_-/!lambda:\(account):orders")
        ),
        "delete_function_not_found": RecordedAttempt(
            DeleteFunctionEventInvokeConfig(functionName: "orders")
        ),
        "delete_function_doesnotexist": RecordedAttempt(
            DeleteFunctionEventInvokeConfig(functionName: "doesnotexist")
        ),
        "get_invokeconfig_postpublish": RecordedAttempt(
            GetFunctionEventInvokeConfig(functionName: "orders", qualifier: "1")
        ),
        "get_qualifier_doesnotexist": RecordedAttempt(
            GetFunctionEventInvokeConfig(functionName: "orders", qualifier: "doesnotexist")
        ),
        "get_eventinvokeconfig_doesnotexist": RecordedAttempt(
            GetFunctionEventInvokeConfig(functionName: "orders", qualifier: "eventinvokealias")
        ),
    ]
}
