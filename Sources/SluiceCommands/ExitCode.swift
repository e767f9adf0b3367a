// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// How the program ends; the argument parser has a type of the same name, which is not meant.
typealias ExitCode = SluiceCore.ExitCode
