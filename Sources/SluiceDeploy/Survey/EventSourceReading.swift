// SPDX-License-Identifier: Apache-2.0
import SluiceWire

extension AWSTransport {
    /// The event source mappings of a function, all pages of them.
    func eventSources(
        of function: String
    ) async throws(AWSFailure) -> [EventSourceMapping] {
        var request = ListEventSourceMappings(functionName: function)
        var mappings: [EventSourceMapping] = []
        for _ in 0..<Limits.pagesMax {
            let page = try await send(request)
            mappings += page.eventSourceMappings ?? []
            guard let marker = page.nextMarker, !marker.isEmpty else { break }
            request.marker = marker
        }
        return mappings
    }
}
