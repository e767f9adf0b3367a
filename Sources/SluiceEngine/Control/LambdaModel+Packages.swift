// SPDX-License-Identifier: Apache-2.0
import SluiceModel

extension LambdaModel {
    /// The packages that anything needs: versions, what calls still run, and layers.
    var packageHashes: Set<String> {
        var hashes: Set<String> = []
        for version in functions.values.flatMap(\.versions) {
            for program in [version.program, version.current] {
                hashes.insert(program.package.sha256)
                hashes.formUnion((program.settings.layerPackages ?? []).map(\.sha256))
            }
        }
        for layer in layers.values { hashes.formUnion(layer.versions.map(\.package.sha256)) }
        return hashes
    }
}
