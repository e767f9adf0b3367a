// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import Yams

// What counts as a failed call (`guards.failures`).
extension Reading {
    mutating func failures(_ node: Node) -> [FailureSource]? {
        guard let nodes = list(node, "failures") else { return nil }
        guard nodes.count <= Limits.failureSourcesMax else {
            let most = "at most \(Limits.failureSourcesMax)"
            complain("failures may have \(most) sources, not \(nodes.count)", at: Place(node))
            return nil
        }
        var sources: [FailureSource] = []
        for node in nodes {
            if let source = failureSource(node), !sources.contains(source) {
                sources.append(source)
            }
        }
        return sources
    }

    private mutating func failureSource(_ node: Node) -> FailureSource? {
        guard case .mapping(let mapping) = node else {
            if scalar(node) == "function" { return .function }
            complain("a failure source", mustBe: "function, log or metric", found: node)
            return nil
        }
        guard mapping.count == 1,
            let block = block(node, "a failure source", keys: ["log", "metric"])
        else {
            if mapping.count != 1 {
                complain("a failure source", mustBe: "function, log or metric", found: node)
            }
            return nil
        }
        if let node = block["log"] { return pattern(node).map { .log(pattern: $0) } }
        return block["metric"].flatMap { failureMetric($0) }.map { .metric($0) }
    }

    private mutating func pattern(_ node: Node) -> String? {
        guard let text = text(node, "log") else { return nil }
        let pattern = text.value
        // CloudWatch Logs takes no longer one, and an empty one would count every record.
        guard (1...1024).contains(pattern.count), !pattern.allSatisfy(\.isWhitespace) else {
            complain("log", mustBe: "a filter pattern of 1 to 1024 characters", found: node)
            return nil
        }
        return pattern
    }

    private mutating func failureMetric(_ node: Node) -> FailureMetric? {
        let keys = ["namespace", "name", "dimensions", "versionDimension"]
        guard let block = block(node, "metric", keys: keys) else { return nil }
        for key in ["namespace", "name", "versionDimension"] where block[key] == nil {
            complain("metric needs '\(key)'", at: block.place)
        }
        guard let namespace = block["namespace"].flatMap({ text($0, "namespace") }),
            let name = block["name"].flatMap({ text($0, "name") }),
            let version = block["versionDimension"].flatMap({ text($0, "versionDimension") })
        else { return nil }
        var dimensions: [String: String] = [:]
        if let node = block["dimensions"], let block = names(node, "dimensions") {
            for key in block.keys {
                guard let node = block[key.value] else { continue }
                dimensions[key.value] = text(node, key.value)?.value
                if key.value == version.value {
                    complain("the version's dimension has no value of its own", at: key.place)
                }
            }
        }
        return FailureMetric(
            namespace: namespace.value,
            name: name.value,
            dimensions: dimensions,
            versionDimension: version.value
        )
    }
}
