// SPDX-License-Identifier: Apache-2.0

/// Why the engine cannot run.
public enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something else listens on the port.
    case portTaken(host: String, port: Int)
    /// The address cannot be listened on.
    case cannotListen(host: String, port: Int, reason: String)
    /// A newer Sluice wrote the data directory.
    case dataIsNewer(directory: String)
    /// Another engine works in the data directory.
    case dataInUse(directory: String)
    /// The data directory cannot be read or written.
    case dataUnusable(directory: String, reason: String)
    /// What is stored cannot be understood.
    case dataDamaged(directory: String, reason: String)

    /// A sentence for people that names what is concerned.
    public var description: String {
        switch self {
        case .portTaken(let host, let port): "\(host):\(port) is taken by another program"
        case .cannotListen(let host, let port, let reason):
            "cannot listen on \(host):\(port): \(reason)"
        case .dataIsNewer(let directory):
            "\(directory) was written by a newer Sluice; this one would damage it"
        case .dataInUse(let directory): "another engine works in \(directory)"
        case .dataUnusable(let directory, let reason): "cannot use \(directory): \(reason)"
        case .dataDamaged(let directory, let reason):
            "what is stored in \(directory) cannot be understood: \(reason)"
        }
    }
}
