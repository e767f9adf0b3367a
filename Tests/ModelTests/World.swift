// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

/// A model with a time and a chance of its own.
struct World {
    static let account = "111111111111"
    static let role = "arn:aws:iam::111111111111:role/lambda"
    static let arn = "arn:aws:lambda:us-east-1:111111111111:function:orders"

    var model = LambdaModel(account: World.account)
    var now = Timestamp(second: 1_800_000_000)
    var chance = SeededRandom(seed: 7)

    /// Performs a call at the present time.
    mutating func perform<Operation: ModelOperation>(
        _ operation: Operation,
        package: String? = nil
    ) throws(AWSFailure) -> Operation.Output {
        try model.perform(
            operation,
            at: now,
            chance: &chance,
            package: package.map { .success(CodePackage(sha256: $0, size: 100)) }
        )
    }

    /// Lets time pass.
    mutating func wait(_ duration: Duration = .milliseconds(200)) {
        now = now.advanced(by: duration)
        model.advance(to: now)
    }

    /// A function that can be created.
    static func creation(_ name: String = "orders") -> CreateFunction {
        CreateFunction(
            functionName: name,
            runtime: "python3.12",
            role: role,
            handler: "app.handler",
            code: FunctionCode(zipFile: Blob([]))
        )
    }

    /// A function of an image that can be created.
    static func image(_ name: String, uri: String = "shop:1") -> CreateFunction {
        CreateFunction(
            functionName: name,
            role: role,
            code: FunctionCode(imageUri: uri),
            packageType: "Image"
        )
    }

    /// A world in which `orders` exists and is active, with this many versions of different code.
    static func settled(versions: Int = 0) throws -> World {
        var world = World()
        _ = try world.perform(creation(), package: "code-0")
        world.wait()
        for number in 0..<versions {
            let update = UpdateFunctionCode(functionName: "orders", zipFile: Blob([]))
            _ = try world.perform(update, package: "code-\(number + 1)")
            world.wait()
            _ = try world.perform(PublishVersion(functionName: "orders"))
        }
        _ = world.model.takeChanges()
        return world
    }

    /// The same with an alias `live` on the first of two versions.
    static func released() throws -> World {
        var world = try settled(versions: 2)
        _ = try world.perform(
            CreateAlias(functionName: "orders", name: "live", functionVersion: "1")
        )
        return world
    }
}
