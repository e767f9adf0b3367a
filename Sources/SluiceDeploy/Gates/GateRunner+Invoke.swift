// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceWire

extension GateRunner {
    /// Calls the candidate by its number and looks at the answer.
    func invoke(
        _ payload: PropertyValue,
        _ expect: Expectation,
        of rollout: Rollout
    ) async -> Finding {
        guard let candidate = rollout.candidate else {
            return Finding(passed: false, detail: "there is no version to call")
        }
        let call = Invoke(
            functionName: rollout.plan.target.function,
            invocationType: "RequestResponse",
            logType: "Tail",
            qualifier: candidate.name,
            payload: Blob(utf8: payload.text)
        )
        let begun = clock.now
        let answer: Invoke.Output
        do {
            answer = try await patiently(call)
        } catch {
            return Finding(passed: false, detail: "not called: \(error.code): \(error.message)")
        }
        let examined = AnswerExamination(
            answer: answer,
            candidate: candidate,
            took: begun.duration(to: clock.now)
        )
        return examined.finding(expect)
    }

    /// Sends a call again when AWS throttles or is out of reach; the gate's time-out is the end.
    private func patiently(_ call: Invoke) async throws(AWSFailure) -> Invoke.Output {
        var pause = Limits.gatePause
        for _ in 1..<Limits.gateCallsMax {
            do {
                return try await aws.send(call)
            } catch {
                guard error.isRetryable else { throw error }
                do {
                    try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
                } catch let cancelled {
                    throw .refused("Cancelled", "\(cancelled)")
                }
                pause = pause * 2
            }
        }
        return try await aws.send(call)
    }
}

/// A call's answer held against what a gate expects of it.
struct AnswerExamination {
    let answer: Invoke.Output
    let candidate: Version
    let took: Duration

    func finding(_ expect: Expectation) -> Finding {
        let output = String(
            decoding: Array("\(text)\n\(log)".utf8).suffix(Limits.gateOutputBytesMax),
            as: UTF8.self
        )
        if let complaint = complaint(expect) {
            return Finding(passed: false, detail: complaint, output: output, request: request)
        }
        return Finding(
            passed: true,
            detail: "answered by \(candidate.text) in \(took.words)",
            output: output,
            request: request
        )
    }

    /// The first expectation that is not met, in words; `nil` when all are.
    private func complaint(_ expect: Expectation) -> String? {
        if let error = answer.functionError { return "\(candidate.text) failed: \(cause(error))" }
        guard answer.executedVersion == candidate.name else {
            let other = answer.executedVersion.map { "version \($0)" } ?? "no named version"
            return "expected an answer by \(candidate.text), got one by \(other)"
        }
        if let within = expect.within, took > within {
            return "expected an answer within \(within.words), got it after \(took.words)"
        }
        return valueComplaint(expect) ?? textComplaint(expect)
    }

    private func valueComplaint(_ expect: Expectation) -> String? {
        let needsValue =
            expect.payload != nil || expect.equals != nil || !expect.path.isEmpty
            || expect.status != nil
        guard needsValue else { return nil }
        guard let value else { return "expected JSON, got \(excerpt(text))" }
        if let part = expect.payload, !value.contains(part) {
            return "expected \(excerpt(part.text)) in the answer, got \(excerpt(value.text))"
        }
        if let whole = expect.equals, !value.isSame(as: whole) {
            return "expected \(excerpt(whole.text)), got \(excerpt(value.text))"
        }
        for (path, wanted) in expect.path.sorted(by: { $0.key < $1.key }) {
            let found = value.value(at: path)
            guard let found, found.isSame(as: wanted) else {
                let got = found.map { excerpt($0.text) } ?? "nothing"
                return "expected \(excerpt(wanted.text)) at \(path), got \(got)"
            }
        }
        if let status = expect.status {
            let found = value.value(at: "$.statusCode")
            guard found?.isSame(as: .integer(status)) == true else {
                return "expected statusCode \(status), got \(found?.text ?? "none")"
            }
        }
        return nil
    }

    private func textComplaint(_ expect: Expectation) -> String? {
        if let pattern = expect.matches {
            do {
                guard try Regex(pattern).firstMatch(in: text) != nil else {
                    return "expected an answer that matches \(pattern), got \(excerpt(text))"
                }
            } catch {
                return "\(pattern) is no regular expression: \(error)"
            }
        }
        if let lacked = expect.logLacks, log.contains(lacked) {
            let line = log.split(separator: "\n").first { $0.contains(lacked) } ?? ""
            return "expected a log without '\(lacked)', got \(excerpt(String(line)))"
        }
        return nil
    }

    /// `KeyError: 'tenant'`, from the error's own words.
    private func cause(_ error: String) -> String {
        guard let value, case .string(let message)? = value.value(at: "$.errorMessage") else {
            return text.isEmpty ? error : excerpt(text)
        }
        guard case .string(let type)? = value.value(at: "$.errorType") else {
            return excerpt(message)
        }
        return excerpt("\(type): \(message)")
    }

    private var text: String { answer.payload?.text ?? "" }

    private var value: PropertyValue? {
        // An answer that is no JSON has no value: the caller says so.
        try? JSONDecoder().decode(PropertyValue.self, from: Data(answer.payload?.bytes ?? []))
    }

    /// The call's request id, by the tail of its log.
    private var request: String? { CallReport(tail: answer.logResult)?.request }

    private var log: String {
        guard let tail = answer.logResult, let bytes = Data(base64Encoded: tail) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func excerpt(_ text: String) -> String {
        text.count <= Limits.gateExcerptMax
            ? text : text.prefix(Limits.gateExcerptMax) + "…"
    }
}
