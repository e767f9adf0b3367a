// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceHTTP

extension InvokeRouter {
    /// Stops: takes no more invocations, lets those that run end within `grace`, then kills all workers.
    ///
    /// When it returns, the port is closed and no process is left.
    public func stop(grace: Duration) async {
        isStopping = true
        await listener?.quiesce()
        if running > 0 { await waitForEnd(atMost: TimeAmount(grace)) }
        for pool in pools { perform(pool.pool.killAll(), for: pool) }
        if !workers.isEmpty { await waitForEnd(atMost: .milliseconds(Limits.killMilliseconds)) }
        await listener?.close()
        listener = nil
    }

    /// Waits until the last invocation, or the last worker, has ended.
    private func waitForEnd(atMost time: TimeAmount) async {
        let timer = loop.scheduleTask(in: time) {
            self.assumeIsolated { $0.waitingForEnd.take()?.resume() }
        }
        await withCheckedContinuation { waitingForEnd = $0 }
        timer.cancel()
    }
}
