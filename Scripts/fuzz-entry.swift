// SPDX-License-Identifier: Apache-2.0
// What libFuzzer calls; SLUICE_FUZZ names the target. Built by Scripts/fuzz only.
import Glibc

private let target: FuzzTarget = {
    guard let name = getenv("SLUICE_FUZZ"), let target = FuzzTarget(rawValue: String(cString: name))
    else { fatalError("SLUICE_FUZZ names none of \(FuzzTarget.allCases.map(\.rawValue))") }
    return target
}()

/// Reads one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
