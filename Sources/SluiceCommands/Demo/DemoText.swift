// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// How the demo ends on a terminal: the report of the rollback, the figures, what to try next.
enum DemoText {
    /// The whole text.
    static func text(_ result: DemoTour.Result, width: Int) -> String {
        let (good, bad) = (result.document.good, result.document.bad)
        let seconds = bad.secondsToRollback.map { "\(Numbers.fixed($0, 1)) s" } ?? "unknown"
        let requests = result.document.requests
        return [
            result.bad.text(showsNext: false),
            "",
            "what you have seen",
            " good    v\(good.candidate ?? "?") \(good.outcome) in \(Numbers.fixed(good.seconds, 1)) s, "
                + "step by step",
            " bad     v\(bad.target.candidate ?? "?") \(bad.target.outcome), \(seconds) after its "
                + "first failed call",
            " calls   \(Numbers.grouped(requests.sent)) sent, \(Numbers.grouped(requests.failed)) "
                + "failed, \(Numbers.grouped(requests.dropped)) dropped",
            "",
            "what to try next",
            " sluice local --port 0 &             a Lambda of your own; aws cli and boto3 work with it",
            " cd Examples/orders                  a whole project, in the source tree",
            " sluice deploy staging --local       publish, test, switch",
            " sluice rollback staging --local     and back, once a second version was deployed",
        ].joined(separator: "\n")
    }
}
