// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension RoutingSnapshot {
    /// What the model says about who answers for which name.
    init(_ model: LambdaModel) {
        self.init(
            functions: model.routing().mapValues { FunctionRouting($0) }
        )
    }
}

extension FunctionRouting {
    fileprivate init(_ routes: LambdaModel.Routes) {
        var versions: [String: VersionSpec] = [:]
        for (version, callable) in routes.versions {
            versions[version.name] = VersionSpec(callable)
        }
        self.init(
            versions: versions,
            aliases: routes.aliases.mapValues { AliasRouting($0) },
            reservedConcurrency: routes.reservedConcurrency,
            provisioned: routes.provisioned.reduce(into: [:]) { $0[$1.key.name] = $1.value },
            refusal: routes.pending
        )
    }
}

extension AliasRouting {
    fileprivate init(_ alias: AliasRecord) {
        self.init(
            primary: alias.version.name,
            weighted: alias.share.map {
                Weighted(
                    version: $0.version.name,
                    basisPoints: Weight(fraction: $0.weight)?.basisPoints ?? 0
                )
            }
        )
    }
}

extension VersionSpec {
    fileprivate init(_ callable: LambdaModel.Routes.Callable) {
        let (arn, settings) = (callable.arn, callable.program.settings)
        self.init(
            function: arn.function,
            version: callable.version.name,
            arn: arn.description,
            runtime: settings.runtime ?? "",
            handler: settings.handler ?? "",
            codeSha256: callable.program.package.sha256,
            environment: settings.environment?.variables ?? [:],
            memoryMegabytes: settings.memorySize,
            timeoutSeconds: settings.timeout,
            logGroup: settings.loggingConfig.logGroup ?? "/aws/lambda/\(arn.function)",
            account: arn.account,
            region: arn.region,
            configurationIdentity: callable.program.identity
        )
        layers = (settings.layerPackages ?? []).map(\.sha256)
        logStyle = LogStyle(settings.loggingConfig)
        runtimeARN = LambdaModel.runtimeARN(of: settings.runtime ?? "", region: arn.region)
    }
}

extension LogStyle {
    fileprivate init(_ config: LoggingConfig) {
        self.init(
            isJSON: config.logFormat == "JSON",
            application: config.applicationLogLevel.flatMap(Level.init(rawValue:)) ?? .info,
            system: config.systemLogLevel.flatMap(Level.init(rawValue:)) ?? .info
        )
    }
}

extension CallTally {
    /// The invoke path's count, as the metrics take it; `nil` if it names no version.
    init?(_ tally: InvocationTally) {
        guard let version = Version(tally.executedVersion) else { return nil }
        self.init(
            second: tally.second,
            function: tally.function,
            qualifier: tally.qualifier == "$LATEST" ? nil : tally.qualifier,
            executedVersion: version,
            isWeighted: tally.underWeights,
            invocations: tally.invocations,
            errors: tally.errors,
            throttles: tally.throttles,
            durations: MetricSample(
                values: tally.durations,
                count: tally.invocations,
                sum: tally.durationSum
            )
        )
        if tally.functionPeak > 0 {
            concurrency = Concurrency(
                function: tally.functionPeak,
                account: tally.accountPeak,
                unreserved: tally.unreservedPeak
            )
        }
        if tally.provisionedCapacity > 0 {
            provisioned = Provisioned(
                invocations: tally.provisionedInvocations,
                spillovers: tally.spillovers,
                busy: tally.provisionedPeak,
                capacity: tally.provisionedCapacity
            )
        }
    }
}
