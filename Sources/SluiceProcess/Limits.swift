// SPDX-License-Identifier: Apache-2.0

/// What bounds this room.
enum Limits {
    /// How many bytes are read from a child's pipe at once.
    static let pipeReadBytes = 65_536
    /// How long the pipes of a command are still read after it ended, in milliseconds: something that
    /// it started may hold them open for ever.
    static let drainMilliseconds = 250
    /// How many bytes of `/proc/<pid>/statm` are read.
    static let statmBytes = 256
    /// How many folders are open at once while a tree is removed.
    static let openFoldersMax: Int32 = 16
}
