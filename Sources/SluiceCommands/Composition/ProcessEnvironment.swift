// SPDX-License-Identifier: Apache-2.0

// Glibc declares `environ` as a variable that anybody may change; nobody here does, and it is
// read once before any thread is started.
@preconcurrency import Glibc

/// The variables of the process as C keeps them.
func environment() -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? { environ }
