// SPDX-License-Identifier: Apache-2.0
public import NIOCore
public import NIOHTTP1

extension ChannelPipeline.SynchronousOperations {
    /// Adds all that turns bytes into `HTTPCall` and `HTTPReply` into bytes.
    ///
    /// - Parameters:
    ///   - isOrdered: Whether a second request waits for the answer to the first. A port whose one
    ///     client is known may do without, which is cheaper.
    ///   - unsent: What waits to be read on all connections of the loop; unbounded without it.
    ///   - bodyBytesMax: How large the body of a request may be.
    /// - Throws: NIO's error when the pipeline is closed already.
    public func addHTTP(
        isOrdered: Bool,
        unsent: UnsentAnswers? = nil,
        bodyBytesMax: @escaping (HTTPRequestHead) -> Int
    ) throws {
        var encoding = HTTPResponseEncoder.Configuration()
        encoding.automaticallySetFramingHeaders = false  // the codec sets them
        try addHandler(HTTPResponseEncoder(configuration: encoding))
        try addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        if isOrdered { try addHandler(HTTPServerPipelineHandler()) }
        try addHandler(HTTPServerProtocolErrorHandler())
        try addHandler(HTTPMessageCodec(unsent: unsent, bodyBytesMax: bodyBytesMax))
    }
}
