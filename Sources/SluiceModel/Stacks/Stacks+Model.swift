// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

extension LambdaModel {
    /// Notes that a stack owns resources, and tags its functions as CloudFormation does.
    ///
    /// - Throws: 400 where a function is not there, or there would be too many stacks.
    public mutating func note(
        stack name: String,
        resources: [String: StackRecord.Resource],
        outputs: [String: String],
        parameters: [String: String],
        tags: [String: String],
        at now: Timestamp,
        chance: inout SeededRandom
    ) throws(AWSFailure) -> StackRecord {
        let old = stacks[name]
        guard old != nil || stacks.count < Limits.stacksMax,
            resources.count <= Limits.stackResourcesMax
        else { throw .validationError("This engine keeps no more stacks or resources.") }
        let id =
            old?.id
            ?? "arn:aws:cloudformation:\(region):\(account):stack/\(name)/\(chance.uuid())"
        for (logical, resource) in resources.sorted(by: { $0.key < $1.key })
        where resource.type == "AWS::Lambda::Function" {
            guard var head = functions[resource.physicalID]?.head else {
                throw .validationError("Function \(resource.physicalID) does not exist")
            }
            head.tags["aws:cloudformation:stack-name"] = name
            head.tags["aws:cloudformation:stack-id"] = id
            head.tags["aws:cloudformation:logical-id"] = logical
            commit(.function(head))
        }
        let stack = StackRecord(
            name: name,
            id: id,
            createdAt: old?.createdAt ?? now,
            updatedAt: now,
            resources: resources,
            outputs: outputs,
            parameters: parameters,
            tags: tags
        )
        commit(.stack(stack))
        return stack
    }

    /// Forgets a stack, and takes its tags from its functions; one that is not there is no error.
    public mutating func forget(stack name: String) {
        guard let stack = stacks[name] else { return }
        for resource in stack.resources.values.sorted(by: { $0.physicalID < $1.physicalID }) {
            guard var head = functions[resource.physicalID]?.head,
                head.tags["aws:cloudformation:stack-name"] == name
            else { continue }
            head.tags = head.tags.filter { !$0.key.hasPrefix("aws:cloudformation:") }
            commit(.function(head))
        }
        commit(.stackRemoved(name))
    }

    fileprivate func stack(_ name: String) throws(AWSFailure) -> StackRecord {
        let found = stacks[name] ?? stacks.values.first { $0.id == name }
        guard let found else {
            throw .validationError("Stack with id \(name) does not exist")
        }
        return found
    }
}

extension DescribeStacks: ModelOperation {
    /// Describes one stack, or all of them.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        if let stackName { return Output(stacks: [Stack(try model.stack(stackName))]) }
        return Output(stacks: model.stacks.values.sorted { $0.name < $1.name }.map(Stack.init))
    }
}

extension DescribeStackResource: ModelOperation {
    /// Describes one resource of a stack.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let stack = try model.stack(stackName)
        guard let resource = stack.resources[logicalResourceId] else {
            throw .validationError(
                "Resource \(logicalResourceId) does not exist for stack \(stackName)"
            )
        }
        return Output(
            stackResourceDetail: StackResourceDetail(
                stackName: stack.name,
                stackId: stack.id,
                logicalResourceId: logicalResourceId,
                physicalResourceId: resource.physicalID,
                resourceType: resource.type,
                lastUpdatedTimestamp: WireTimestamp(stack.updatedAt),
                resourceStatus: stack.status
            )
        )
    }
}

extension DescribeStackResources: ModelOperation {
    /// Describes the resources of a stack, which is named itself or by one of them.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let stack: StackRecord
        if let stackName {
            stack = try model.stack(stackName)
        } else if let physicalResourceId {
            let owner = model.stacks.values.sorted { $0.name < $1.name }.first { stack in
                stack.resources.values.contains { $0.physicalID == physicalResourceId }
            }
            guard let owner else {
                throw .validationError("Stack for \(physicalResourceId) does not exist")
            }
            stack = owner
        } else {
            throw .validationError("You must specify either StackName or PhysicalResourceId")
        }
        let resources = stack.resources.sorted { $0.key < $1.key }
            .filter { logicalResourceId == nil || $0.key == logicalResourceId }
        return Output(
            stackResources: resources.map { logical, resource in
                StackResource(
                    stackName: stack.name,
                    stackId: stack.id,
                    logicalResourceId: logical,
                    physicalResourceId: resource.physicalID,
                    resourceType: resource.type,
                    timestamp: WireTimestamp(stack.updatedAt),
                    resourceStatus: stack.status
                )
            }
        )
    }
}

extension StackRecord {
    fileprivate var status: String { updatedAt > createdAt ? "UPDATE_COMPLETE" : "CREATE_COMPLETE" }
}

extension Stack {
    fileprivate init(_ stack: StackRecord) {
        self.init(
            stackId: stack.id,
            stackName: stack.name,
            parameters: stack.parameters.sorted { $0.key < $1.key }.map {
                StackParameter(parameterKey: $0.key, parameterValue: $0.value)
            },
            creationTime: WireTimestamp(stack.createdAt),
            lastUpdatedTime: stack.updatedAt > stack.createdAt
                ? WireTimestamp(stack.updatedAt) : nil,
            stackStatus: stack.status,
            outputs: stack.outputs.sorted { $0.key < $1.key }.map {
                StackOutput(outputKey: $0.key, outputValue: $0.value)
            },
            tags: stack.tags.sorted { $0.key < $1.key }.map {
                StackTag(key: $0.key, value: $0.value)
            }
        )
    }
}
