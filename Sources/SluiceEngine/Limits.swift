// SPDX-License-Identifier: Apache-2.0

/// What bounds the engine: every queue, buffer, retry and wait has its number in an extension of this.
enum Limits {}
