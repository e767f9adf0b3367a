// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// Recorded counts as a judgement: a document, or a stream of lines in constant memory.
///
/// ```swift
/// var reader = JudgeReader(ByteFeed(text: text), isStream: false)
/// let judgement = try reader.read()
/// ```
struct JudgeReader {
    private var scanner: JSONScanner
    private let isStream: Bool
    private var place: String?

    /// A segment of a document, before what the document says about itself is known.
    private struct Segment {
        var weight: Weight?
        var isAbsolute = false
        var intervals: [Judgement.Interval] = []
    }

    /// Reads from here.
    init(_ feed: ByteFeed, isStream: Bool) {
        scanner = JSONScanner(feed)
        self.isStream = isStream
    }

    /// Reads all of it.
    mutating func read() throws -> Judgement {
        do {
            guard try scanner.peek() != nil else { throw scanner.fault("there is nothing in it") }
            let (terms, segments) = try header()
            var judgement = Judgement(terms)
            if let segments {
                try fold(segments, into: &judgement)
                guard try scanner.peek() == nil else {
                    throw scanner.fault("something follows after the document")
                }
            } else {
                try stream(into: &judgement)
            }
            return judgement
        } catch var fault as JudgeFault {
            fault.place = fault.place ?? place
            throw fault
        }
    }

    // MARK: What a record says about itself

    private mutating func header() throws -> (Judgement.Terms, [Segment]?) {
        var terms = Judgement.Terms()
        var segments: [Segment]?
        var first: String?
        let name = isStream ? "the header line" : "the document"
        let before = place
        var batches = 0
        var at: String?
        try scanner.object(name) { scanner, key in
            first = first ?? key
            switch key {
            case "alpha": terms.alpha = try Self.share(&scanner, key)
            case "cap": terms.cap = try Self.share(&scanner, key)
            case "p0":
                terms.p0 = try Self.share(&scanner, key)
                guard terms.p0 <= 0.9 else { throw scanner.fault("p0 is over 0.9") }
            case "retryFactor":
                terms.retryFactor = try scanner.number(key)
                guard (1...Limits.judgeRetries).contains(terms.retryFactor) else {
                    throw scanner.fault("retryFactor is not from 1 to \(Limits.judgeRetries)")
                }
            case "segments":
                var found: [Segment] = []
                try scanner.array(key) { scanner, index in
                    at = "segments[\(index)]"
                    found.append(try Self.segment(&scanner, at: "segments[\(index)]", &batches))
                }
                segments = found
            default: throw Self.unknown(key, in: name, scanner)
            }
        }
        place = at ?? before
        if !isStream, segments == nil { throw scanner.fault("there are no segments") }
        return (terms, segments)
    }

    private static func unknown(_ key: String, in name: String, _ scanner: JSONScanner)
        -> JudgeFault
    {
        if key == "segment" || key == "errors" {
            return scanner.fault("'\(key)' comes before the header line; {} is one")
        }
        return scanner.fault("unknown key '\(key)' in \(name)")
    }

    /// A number over 0 and under 1.
    private static func share(_ scanner: inout JSONScanner, _ key: String) throws -> Double {
        let number = try scanner.number(key)
        guard number > 0, number < 1 else {
            throw scanner.fault("\(key) is \(number); it is over 0 and under 1")
        }
        return number
    }

    // MARK: Documents

    private static func segment(
        _ scanner: inout JSONScanner,
        at place: String,
        _ batches: inout Int
    ) throws -> Segment {
        var segment = Segment()
        var hasBatches = false
        var at: Int?
        do {
            try scanner.object("a segment") { scanner, key in
                guard key == "batches" else {
                    return try setting(key, of: &segment, &scanner)
                }
                hasBatches = true
                try scanner.array(key) { scanner, index in
                    at = index
                    batches += 1
                    guard batches <= Limits.judgeBatches else {
                        throw scanner.fault(
                            "there are over \(Limits.judgeBatches) batches; a stream may have more"
                        )
                    }
                    segment.intervals.append(try JudgedLine.interval(&scanner))
                }
                at = nil
            }
            guard hasBatches, !segment.intervals.isEmpty else {
                throw scanner.fault("the segment has no batches")
            }
            guard segment.weight != nil else { throw scanner.fault("the segment has no weight") }
        } catch var fault as JudgeFault {
            fault.place = place + (at.map { ".batches[\($0)]" } ?? "")
            throw fault
        }
        return segment
    }

    private static func setting(
        _ key: String,
        of segment: inout Segment,
        _ scanner: inout JSONScanner
    ) throws {
        switch key {
        case "weight":
            let number = try scanner.number(key)
            guard let weight = Weight(fraction: number) else {
                throw scanner.fault("the weight is \(number); it is from 0 to 1")
            }
            segment.weight = weight
        case "mode":
            let mode = try scanner.string(key)
            guard ["compare", "absolute"].contains(mode) else {
                throw scanner.fault("the mode is '\(mode)'; it is 'compare' or 'absolute'")
            }
            segment.isAbsolute = mode == "absolute"
        default: throw scanner.fault("unknown key '\(key)' in a segment")
        }
    }

    private mutating func fold(_ segments: [Segment], into judgement: inout Judgement) throws {
        place = nil
        guard !segments.isEmpty else { throw scanner.fault("there are no segments") }
        for segment in segments {
            judgement.open(weight: segment.weight ?? .none, isAbsolute: segment.isAbsolute)
            for interval in segment.intervals { judgement.take(interval) }
        }
    }

    // MARK: Streams

    private mutating func stream(into judgement: inout Judgement) throws {
        var batches = 0
        while try scanner.peek() != nil {
            let opened = try record(into: &judgement)
            if opened, judgement.count > 1, batches == 0 {
                throw scanner.fault("the segment before has no batches")
            }
            batches = opened ? 0 : batches + 1
        }
        guard judgement.count > 0 else { throw scanner.fault("there are no segments") }
        guard batches > 0 else { throw scanner.fault("the last segment has no batches") }
    }

    /// Reads a line; `true` when it began a segment.
    private mutating func record(into judgement: inout Judgement) throws -> Bool {
        var line = JudgedLine()
        var segment: Segment?
        try scanner.object("the line") { scanner, key in
            guard key == "segment" else { return try line.take(key, &scanner) }
            var found = Segment()
            try scanner.object("a segment") { scanner, key in
                try Self.setting(key, of: &found, &scanner)
            }
            segment = found
        }
        guard let segment else {
            guard judgement.count > 0 else {
                throw scanner.fault("a batch comes before the first segment")
            }
            judgement.take(line.interval)
            return false
        }
        guard !line.hasKeys else { throw scanner.fault("the line is a segment and a batch") }
        guard let weight = segment.weight else {
            throw scanner.fault("the segment has no weight")
        }
        judgement.open(weight: weight, isAbsolute: segment.isAbsolute)
        return true
    }
}
