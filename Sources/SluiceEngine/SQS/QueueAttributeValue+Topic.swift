// SPDX-License-Identifier: Apache-2.0
import SluiceWire

extension QueueAttributeValue {
    /// What a topic sends beside a message, as a queue has it.
    init(_ value: MessageAttributeValue) {
        self.init(
            stringValue: value.stringValue,
            binaryValue: value.binaryValue,
            dataType: value.dataType
        )
    }
}
