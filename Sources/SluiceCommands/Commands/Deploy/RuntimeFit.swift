// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceProject

/// Whether a runtime is one that Lambda takes: said before anything is written.
enum RuntimeFit {
    /// What is wrong with a runtime; `nil` where Lambda takes it, or may take it by now.
    ///
    /// A version of a known family that is newer than this Sluice is left for AWS to judge.
    static func problem(_ runtime: String, in file: String) -> Diagnostic? {
        guard !LambdaModel.isSupported(runtime: runtime) else { return nil }
        if LambdaModel.isEnded(runtime: runtime) {
            return Diagnostic(
                message: "Lambda takes no functions of runtime '\(runtime)' any more",
                file: file
            )
        }
        let families = #/(python3\.|nodejs)\d+(\.x)?|java\d+|ruby\d\.\d+|dotnet\d+|provided\.al\d+/#
        let isNode = runtime.hasPrefix("nodejs")
        if runtime.wholeMatch(of: families) != nil, isNode == runtime.hasSuffix(".x") { return nil }
        return Diagnostic(
            message: "there is no runtime '\(runtime)'",
            file: file,
            suggestion: nearest(runtime)
        )
    }

    /// The supported runtime that has the same letters and digits, else the longest beginning.
    private static func nearest(_ runtime: String) -> String? {
        func core(_ text: String) -> String {
            text.lowercased().filter { $0.isLetter || $0.isNumber }
        }
        let known = LambdaModel.supportedRuntimes.sorted()
        if let same = known.first(where: { core($0) == core(runtime) }) { return same }
        if let same = known.first(where: { core($0).hasPrefix(core(runtime)) }) { return same }
        let common = known.map { name in (name, zip(name, runtime).prefix { $0 == $1 }.count) }
        let best = common.max { $0.1 < $1.1 }
        return best.flatMap { $0.1 >= 4 ? $0.0 : nil }
    }
}
