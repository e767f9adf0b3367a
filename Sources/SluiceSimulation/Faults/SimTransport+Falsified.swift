// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

// Answers that are not what Lambda and CloudWatch would say on a good day.
extension SimTransport {
    func falsified(_ output: any Sendable, _ number: Int) -> any Sendable {
        switch output {
        case var function as GetFunction.Output:
            falsify(&function.configuration, number)
            return function
        case var configuration as FunctionConfiguration:
            falsify(&configuration, number)
            return configuration
        case var metrics as GetMetricData.Output:
            falsify(&metrics, number)
            return metrics
        default: return output
        }
    }

    private func falsify(_ answer: inout FunctionConfiguration, _ number: Int) {
        if answer.version == Version.latest.name {
            if strikes(.updateStuck, number) {
                answer.lastUpdateStatus = "InProgress"
            } else if process.hasUpdated, strikes(.updateFailed, number) {
                answer.lastUpdateStatus = "Failed"
                answer.lastUpdateStatusReason = "EniLimitExceeded"
            }
        } else if answer.state != nil {
            if strikes(.versionPending, number) {
                answer.state = "Pending"
            } else if strikes(.versionFailed, number) {
                answer.state = "Failed"
                answer.stateReason = "InsufficientRolePermissions"
            }
        }
    }

    private func falsify(_ answer: inout GetMetricData.Output, _ number: Int) {
        let now = process.executor.now
        let faults = process.world.faults
        if strikes(.metricsMissing, number) {
            keep(in: &answer) { _ in false }
        }
        if strikes(.metricsLate, number) {
            let late = now.advanced(by: .seconds(-Int64(5 + faults.draw(.metricsLate, 0) * 60)))
            keep(in: &answer) { $0 < late }
        }
        if strikes(.metricsRevised, number) {
            // Some of the calls are not counted yet: the newest, and one call may see less of an
            // old period than the call before it.
            let part = faults.draw(.metricsRevised, number + 1)
            let since = now.advanced(by: .seconds(-6 * Int64(process.world.profile.metricPeriod)))
            for index in answer.metricDataResults.indices {
                let times = answer.metricDataResults[index].timestamps
                for place in times.indices where times[place].time >= since {
                    let value = answer.metricDataResults[index].values[place]
                    answer.metricDataResults[index].values[place] = (value * part).rounded(.down)
                }
            }
        }
        if strikes(.metricsDouble, number) {
            for index in answer.metricDataResults.indices {
                answer.metricDataResults[index].timestamps +=
                    answer.metricDataResults[index].timestamps
                answer.metricDataResults[index].values += answer.metricDataResults[index].values
            }
        }
    }

    private func keep(in answer: inout GetMetricData.Output, _ isKept: (Timestamp) -> Bool) {
        for index in answer.metricDataResults.indices {
            let result = answer.metricDataResults[index]
            let kept = result.timestamps.indices.filter { isKept(result.timestamps[$0].time) }
            answer.metricDataResults[index].timestamps = kept.map { result.timestamps[$0] }
            answer.metricDataResults[index].values = kept.map { result.values[$0] }
        }
    }
}
