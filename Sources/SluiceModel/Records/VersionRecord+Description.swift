// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

extension VersionRecord {
    /// The version as Lambda describes it under this ARN.
    ///
    /// Lists leave out states and the runtime's version, as AWS does.
    func description(under arn: FunctionARN, inList: Bool = false) -> FunctionConfiguration {
        let settings = program.settings
        var answer = FunctionConfiguration(
            functionName: arn.function,
            functionArn: arn.description,
            version: version.name
        )
        answer.runtime = settings.runtime
        answer.role = settings.role
        answer.handler = settings.handler
        answer.codeSize = program.package.size
        answer.description = settings.description
        answer.timeout = settings.timeout
        answer.memorySize = settings.memorySize
        answer.lastModified = lastModified.lambdaText
        answer.codeSha256 = program.package.sha256
        answer.vpcConfig = settings.vpcConfig
        answer.deadLetterConfig = settings.deadLetterConfig
        answer.environment = settings.environment
        answer.kmsKeyArn = settings.kmsKeyArn
        answer.tracingConfig = settings.tracingConfig
        answer.revisionId = revisionID
        answer.layers =
            settings.layers.isEmpty
            ? nil
            : settings.layers.enumerated().map { index, arn in
                let packages = settings.layerPackages ?? []
                return LayerReference(
                    arn: arn,
                    codeSize: index < packages.count ? packages[index].size : 0
                )
            }
        answer.fileSystemConfigs =
            settings.fileSystemConfigs.isEmpty ? nil : settings.fileSystemConfigs
        answer.packageType = settings.imageURI == nil ? "Zip" : "Image"
        answer.imageConfigResponse = settings.imageConfig.map(
            ImageConfigResponse.init(imageConfig:)
        )
        answer.architectures = settings.architectures
        answer.ephemeralStorage = settings.ephemeralStorage
        answer.snapStart = SnapStart(
            applyOn: settings.snapStartApplyOn,
            optimizationStatus: settings.snapStartApplyOn != "None" && version.isPublished
                ? "On" : "Off"
        )
        answer.loggingConfig = settings.loggingConfig
        if !inList { describeState(in: &answer, region: arn.region) }
        return answer
    }

    private static let failure = (
        reason: "The code package cannot be read or unpacked.", code: "InvalidZipFileException"
    )

    private func describeState(in answer: inout FunctionConfiguration, region: String) {
        let (reason, code) = ("The function is being created.", "Creating")
        answer.state = state.rawValue
        switch state {
        case .pending:
            answer.stateReason = isRestoring == true ? "The function is being restored." : reason
            answer.stateReasonCode = isRestoring == true ? "Restoring" : code
        case .inactive:
            answer.stateReason = "The function is idle."
            answer.stateReasonCode = "Idle"
        case .failed:
            answer.stateReason = Self.failure.reason
            answer.stateReasonCode = Self.failure.code
        case .active: break
        }
        answer.lastUpdateStatus = update?.rawValue
        if update == .inProgress {
            answer.lastUpdateStatusReason = reason
            answer.lastUpdateStatusReasonCode = code
        } else if update == .failed {
            answer.lastUpdateStatusReason = Self.failure.reason
            answer.lastUpdateStatusReasonCode = Self.failure.code
        }
        guard let runtime = program.settings.runtime else { return }
        answer.runtimeVersionConfig = RuntimeVersionConfig(
            runtimeVersionArn: RuntimeCatalogue.versionARN(of: runtime, region: region)
        )
    }
}
