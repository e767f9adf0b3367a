// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SluiceDeploy
import Synchronization

/// Shows a rollout while somebody drives it: drawn over itself on a terminal, else a line an event.
///
/// It is also where a person's wishes come in: Ctrl-C and the keys.
final class RolloutShow: Sendable {
    // A class, because the driver, the drawing and the keys share what was seen last.
    private struct State {
        var rollout: Rollout?
        var picture = Picture()
        var isOver = false
    }

    /// The keys that work on the live view.
    static let keys = "[a]bort: all calls to the stable version  [q] stop as Ctrl-C does"

    let signals: Signals
    private let console: Console
    private let clock: any WallClock
    private let store: JournalStore
    private let who: String
    private let random: Mutex<SeededRandom>
    private let state = Mutex(State())

    init(
        _ house: Composition,
        store: JournalStore,
        who: String? = nil,
        signals: Signals = Signals()
    ) {
        self.signals = signals
        console = house.console
        clock = house.clock
        self.store = store
        self.who = house.driver(who).who
        random = Mutex(house.chance())
    }

    /// Whether the view is drawn over itself.
    var isDrawn: Bool { console.canDraw && !console.isJSON }

    /// What a deployment needs to be seen, and to be stopped.
    func seams(
        confirm: @escaping @Sendable (Plan) async throws -> Bool = { _ in true }
    ) -> Deployment.Seams {
        Deployment.Seams(
            confirm: { [self] plan in
                let isWanted = try await confirm(plan)
                signals.catchThem()
                return isWanted
            },
            observe: { [self] entry, rollout in observe(entry, rollout) },
            interrupt: { [self] in await signals.next() },
            tell: { [self] text in console.say(text) }
        )
    }

    /// Shows what a walk does until it ends, and leaves the terminal as it was.
    func during(
        _ walk: () async throws -> SluiceDeploy.Report
    ) async throws -> SluiceDeploy.Report {
        guard isDrawn else { return try await walk() }
        defer {
            draw(isLast: true)
            Keyboard.restore()
        }
        // Ends with this scope: it only sleeps and draws.
        async let drawing: Void = drawAgain()
        let report = try await walk()
        state.withLock { $0.isOver = true }
        await drawing
        return report
    }

    /// The rollout as it was seen last; `nil` while none was opened.
    var rollout: Rollout? { state.withLock { $0.rollout } }

    // MARK: what is seen

    private func observe(_ entry: Entry, _ rollout: Rollout) {
        state.withLock { $0.rollout = rollout }
        guard !isDrawn, let text = EventLine.text(entry, in: rollout) else { return }
        console.say("\(entry.at.clockText)  \(text)")
    }

    private func drawAgain() async {
        var next = clock.now
        while !state.withLock({ $0.isOver }) {
            if clock.now >= next {
                draw(isLast: false)
                next = clock.now.advanced(by: Limits.redraw)
            }
            for key in Keyboard.keys() { await press(key) }
            do {
                try await clock.sleep(
                    until: clock.now.advanced(by: Limits.keyPoll),
                    tolerance: nil
                )
            } catch {
                return
            }
        }
    }

    private func draw(isLast: Bool) {
        let size = TerminalSize.of(STDERR_FILENO)
        state.withLock { state in
            guard let rollout = state.rollout else { return }
            if !isLast { Keyboard.take() }
            let screen = LiveScreen(
                width: size.width,
                isColoured: console.errorStyle.isColoured,
                keys: isLast ? nil : Self.keys
            )
            let view = RolloutView(rollout, at: clock.now)
            let text = state.picture.redraw(screen.lines(view), rows: size.height - 1)
            Console.write(text, to: STDERR_FILENO)
        }
    }

    // MARK: what is wished

    private func press(_ key: Character) async {
        switch key {
        case "a": await abort()
        case "q": signals.raise(.interrupt)
        default: break
        }
    }

    private func abort() async {
        guard let name = state.withLock({ $0.rollout?.plan.rollout }) else { return }
        let request = Request(
            id: random.withLock { $0.uuid() },
            verb: .abort,
            who: who,
            at: clock.now,
            reason: "key a"
        )
        do {
            try await store.requests(of: name).append(request)
        } catch {
            console.say("the request could not be written: \(error)")
        }
    }
}
