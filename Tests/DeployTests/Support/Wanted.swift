// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What a gate expects, by a name that the test library does not use as well.
typealias Wanted = SluiceCore.Expectation
