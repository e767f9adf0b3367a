// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The judge's promises, measured: `SluiceTrials [RUNS] [table|figures|promises]`.
///
/// Prints a line a promise with its 95 % interval, and last how many are kept; ends with 1 when one
/// is broken. The same runs give the same figures on every machine, but for those of speed.
@main
struct Trials {
    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        let runs = words.first.flatMap { Int($0) } ?? 4000
        guard (1...Limits.runsMax).contains(runs) else {
            say("usage: SluiceTrials [RUNS] [promises|figures|table]")
            exit(64)
        }
        let wanted = words.dropFirst().first ?? "promises"
        if wanted == "table" {
            for line in await Comparison(runs: runs).table() { say(line) }
            return
        }
        let promises = Promises(runs: runs)
        var kept = 0
        var broken = 0
        func tell(_ found: [Promise]) {
            for promise in found {
                say(promise.line)
                if promise.isKept { kept += 1 } else { broken += 1 }
            }
        }
        say("\(runs) runs a cell: the figure, its 95 % interval, the promise")
        if wanted == "figures" {
            tell(Throughput.figures())
            tell(Crowd.figures())
        }
        tell(await promises.speed())
        tell(await promises.others())
        tell(await promises.falseRollbacks())
        say("\(kept) passed, \(broken) failed")
        exit(broken == 0 ? 0 : 1)
    }

    private static func say(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
