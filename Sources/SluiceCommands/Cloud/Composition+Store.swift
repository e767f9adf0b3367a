// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject
import SluiceWire
import SystemPackage

extension Composition {
    /// Does something with the project's journals: those beside the project file, or those in the
    /// bucket that it names.
    ///
    /// - Parameters:
    ///   - isEmergency: Whether traffic is to go back, and nothing may be waited for long.
    ///   - body: What is done; it gets the place that was needed for it, if one was.
    /// - Returns: What the body returns.
    /// - Throws: A `Complaint`, or what the body throws.
    func withStore<Result: Sendable>(
        isEmergency: Bool = false,
        _ body: (JournalStore, Cloud?) async throws -> Result
    ) async throws -> Result {
        let folder = projectFolder()
        guard let path = projectPath(), let place = try ProjectFile.journal(at: path) else {
            return try await body(store(nil, in: folder, nil), nil)
        }
        return try await withCloud(region: region(of: path), folder: folder) { cloud in
            let store = store(place, in: folder, cloud, isEmergency: isEmergency)
            return try await namingBucket(place, cloud) { try await body(store, cloud) }
        }
    }

    /// Does something with a shared journal; a bucket that does not exist is told with the command
    /// that makes it.
    func namingBucket<Result: Sendable>(
        _ place: JournalPlace?,
        _ cloud: Cloud,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let failure as AWSFailure where failure.code == "NoSuchBucket" {
            guard let place else { throw failure }
            throw Complaint(missing: place, at: cloud.awsOptions, failure)
        }
    }

    /// The journals of a project.
    func store(
        _ place: JournalPlace?,
        in folder: String,
        _ cloud: Cloud?,
        isEmergency: Bool = false
    ) -> JournalStore {
        guard let place, let cloud else {
            return JournalStore(directory: FilePath("\(folder)/.sluice"))
        }
        return JournalStore(
            home: BucketHome(
                aws: cloud.plain,
                // A lease that is counted by a clock that somebody sets lasts too long, or not at all.
                clock: SteadyClock(),
                random: chance(),
                bucket: place.bucket,
                prefix: place.prefix,
                isEmergency: isEmergency
            )
        )
    }

    /// The region of the first environment that names one, where nothing else says it.
    private func region(of path: String) -> String? {
        let named = ["AWS_REGION", "AWS_DEFAULT_REGION"].contains { variable($0) != nil }
        // A file with mistakes in it still says where its journals are.
        guard !named, let project = try? ProjectFile.load(path) else { return nil }
        return project.environmentNames.lazy
            .compactMap { try? project.environment($0, variables: variables).region }
            .first
    }
}

extension Complaint {
    /// What people are told whose project file names a bucket for its journals that is not there.
    init(missing place: JournalPlace, at awsOptions: String, _ failure: AWSFailure) {
        self.init(
            "the bucket of the journals does not exist: \(place.bucket)",
            why: ["\(failure.code): \(failure.message)", "the project file's journal: names it"],
            now: [Complaint.nothingChanged],
            next: ["aws s3 mb s3://\(place.bucket)\(awsOptions)"]
        )
    }
}
