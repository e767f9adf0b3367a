// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

/// What a version wrote into its log, found by the version's number in the stream names.
public struct CandidateLog: Sendable {
    private let aws: any AWSTransport
    private let function: String
    private let version: Version
    private let group: String

    /// What begins a call and what says that it failed; everything else is noise here.
    private static let failed =
        "?\"START RequestId\" ?ERROR ?\"Task timed out\" ?\"Runtime exited\""

    /// Names the log of one version of a function; without a group, in the function's own.
    public init(
        aws: any AWSTransport,
        function: String,
        version: Version,
        group: String? = nil
    ) {
        self.aws = aws
        self.group = group ?? Self.ownGroup(of: function)
        self.function = function
        self.version = version
    }

    private static func ownGroup(of function: String) -> String { "/aws/lambda/\(function)" }

    /// The errors of the version in a stretch of time, the first ones first.
    ///
    /// Reads a bounded number of events: the first errors are in it, not every last one.
    public func errors(
        from: Timestamp,
        to: Timestamp
    ) async throws(AWSFailure) -> [FirstError] {
        var reader = ErrorReader()
        for event in try await events(from: from, to: to, matching: Self.failed) {
            reader.take(event)
        }
        return Array(reader.groups.prefix(Limits.errorGroupsMax))
    }

    /// The events of the version's streams; those of each stream in their order.
    ///
    /// A stream's name begins with its day, so each day that the time touches is asked for.
    public func events(
        from: Timestamp,
        to: Timestamp,
        matching pattern: String? = nil
    ) async throws(AWSFailure) -> [FilteredLogEvent] {
        var events: [FilteredLogEvent] = []
        var days: [String] = []
        var day = from
        while day <= to.advanced(by: .seconds(86_400)), days.count < Limits.logDaysMax {
            if day.date <= to.date, days.last != day.date { days.append(day.date) }
            day = day.advanced(by: .seconds(86_400))
        }
        for prefix in days.flatMap(prefixes) {
            let query = FilterLogEvents(
                logGroupName: group,
                logStreamNamePrefix: prefix,
                startTime: from,
                endTime: to,
                filterPattern: pattern
            )
            events += try await pages(query, taken: events.count)
        }
        return events
    }

    /// How the version's streams of a day begin; in a group that functions may share, the function
    /// may be named as well.
    private func prefixes(of day: String) -> [String] {
        let day = day.split(separator: "-").joined(separator: "/")
        let owners = group == Self.ownGroup(of: function) ? [""] : [function, ""]
        return owners.map { "\(day)/\($0)[\(version.name)]" }
    }

    private func pages(
        _ first: FilterLogEvents,
        taken: Int
    ) async throws(AWSFailure) -> [FilteredLogEvent] {
        var events: [FilteredLogEvent] = []
        var query = first
        for _ in 0..<Limits.logPagesMax where taken + events.count < Limits.logEventsMax {
            do {
                let answer = try await aws.send(query)
                events += answer.events
                guard let token = answer.nextToken, !token.isEmpty else { break }
                query.nextToken = token
            } catch {
                // No log group: the version was never called.
                if error.code == "ResourceNotFoundException" { break }
                throw error
            }
        }
        return events
    }
}
