// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceModel
import SluiceWire
import Synchronization

// What other hands do in this world: drawn from the seed, and done at their time.
extension SimWorld {
    /// Arranges what others will do, as the world's faults have it.
    func arrangeOthers() {
        for fault in Fault.allCases where fault.place == .world {
            guard let window = faults.windows[fault] else { continue }
            if fault == .alarmFlapping {
                arrangeFlapping(window)
                continue
            }
            let times = 1 + Int(faults.draw(fault, 0) * 3)
            let span = window.from.duration(to: window.to).inSeconds
            for time in 0..<times {
                if fault == .aliasClaimed {
                    arrangeClaim()
                    break
                }
                let offset = faults.draw(fault, 10 + time) * span
                let at = window.from.advanced(by: .milliseconds(Int64(offset * 1000)))
                let draw = faults.draw(fault, 20 + time)
                if ask(fault, draw: draw, at: at) { continue }
                arrange(at: at) { [self] state in
                    guard act(fault, draw: draw, at: at, &state) else { return }
                    state.fired[fault, default: 0] += 1
                }
            }
        }
    }

    /// Asks for what people ask for; `false` when the fault is no request.
    private func ask(_ fault: Fault, draw: Double, at: Timestamp) -> Bool {
        func ask(_ verb: Request.Verb, after seconds: Double = 0) {
            let at = at.advanced(by: .milliseconds(Int64(seconds * 1000)))
            let id = "\(verb.rawValue)-\(at.millisecondsSince1970)"
            self.ask(Request(id: id, verb: verb, who: "mira", at: at))
        }
        switch fault {
        case .aborted: ask(.abort)
        case .held:
            ask(.pause)
            ask(.resume, after: draw * 90)
        case .promoted: ask(draw < 0.5 ? .promote : .promoteAll)
        case .steppedDown: ask(.stepDown)
        default: return false
        }
        return true
    }

    /// Does what the fault says; `false` when there is nothing that it could change.
    private func act(
        _ fault: Fault,
        draw: Double,
        at: Timestamp,
        _ state: inout State
    ) -> Bool {
        switch fault {
        case .aliasMoved: moveAlias(draw, at, &state)
        case .aliasDescribed:
            succeeds(
                UpdateAlias(
                    functionName: Self.function,
                    name: Self.alias,
                    description: "by hand \(Int(draw * 1000))"
                ),
                at,
                &state
            )
        case .rescued: rescue(at, &state)
        case .aliasDeleted:
            succeeds(DeleteAlias(functionName: Self.function, name: Self.alias), at, &state)
        case .weightsInjected: injectWeights(draw, at, &state)
        case .latestChanged: changeLatest(draw, at, &state)
        case .latestReplaced:
            succeeds(
                UpdateFunctionCode(
                    functionName: Self.function,
                    zipFile: Blob(utf8: "stranger")
                ),
                at,
                &state
            )
        default: false
        }
    }

    /// Somebody changes `$LATEST` at once.
    func changeLatest(_ draw: Double, at: Timestamp) {
        state.withLock { _ = changeLatest(draw, at, &$0) }
    }

    private func changeLatest(_ draw: Double, _ at: Timestamp, _ state: inout State) -> Bool {
        succeeds(
            UpdateFunctionConfiguration(
                functionName: Self.function,
                memorySize: 128 + Int(draw * 8) * 64
            ),
            at,
            &state
        )
    }

    /// Terraform, another Sluice or a person moves the alias to one of the states that there are.
    private func moveAlias(_ draw: Double, _ at: Timestamp, _ state: inout State) -> Bool {
        guard let function = state.model.functions[Self.function],
            let now = function.aliases[Self.alias]
        else { return false }
        let published = function.published.map(\.version)
        let newest = published.last ?? now.version
        let oldest = published.first ?? now.version
        let (version, share): (Version, (Version, Double)?) =
            switch Int(draw * 7) {
            case 0: (oldest, nil)
            case 1: (newest, nil)
            case 2: (oldest, newest == oldest ? nil : (newest, 0.33))
            case 3: (newest, newest == oldest ? nil : (oldest, 0.2))
            // What a console leaves behind: a share of nothing.
            case 4: (now.version, newest == now.version ? nil : (newest, 0))
            case 5: (now.version, nil)
            default: (published[published.count / 2], nil)
            }
        return succeeds(
            UpdateAlias(
                functionName: Self.function,
                name: Self.alias,
                functionVersion: version.name,
                routingConfig: RoutingConfig(
                    additionalVersionWeights: share.map { [$0.0.name: $0.1] } ?? [:]
                )
            ),
            at,
            &state
        )
    }

    /// Another Sluice was planned at the same time: one of the two claims is the first.
    private func arrangeClaim() {
        let at = Self.beginning.advanced(
            by: .milliseconds(Int64(faults.draw(.aliasClaimed, 1) * 40))
        )
        let end = at.advanced(by: .seconds(Int64(1 + faults.draw(.aliasClaimed, 2) * 40)))
        arrange(at: at) { [self] state in
            let own = state.model.functions[Self.function]?.aliases[Self.alias]?.description ?? ""
            let claim = Claim(rollout: "r-other", until: at.advanced(by: .seconds(1800)))
            guard Claim(in: own) == nil, let text = claim.text(before: own, place: "0/1"),
                describe(text, at, &state)
            else { return }
            state.fired[.aliasClaimed, default: 0] += 1
            Self.arrange(
                Happening(at: end) { [self] state in
                    let alias = state.model.functions[Self.function]?.aliases[Self.alias]
                    guard alias?.description == text else { return }
                    _ = describe(own, end, &state)
                },
                &state
            )
        }
    }

    private func describe(_ text: String, _ at: Timestamp, _ state: inout State) -> Bool {
        succeeds(
            UpdateAlias(functionName: Self.function, name: Self.alias, description: text),
            at,
            &state
        )
    }

    /// What `sluice rollback` does beside a driver that does not answer.
    private func rescue(_ at: Timestamp, _ state: inout State) -> Bool {
        guard case .started(let plan) = state.entries.first?.event, let stable = plan.stable,
            let alias = state.model.functions[Self.function]?.aliases[Self.alias],
            traffic(state) != Traffic(version: stable)
        else { return false }
        var update = routing(to: stable, nil, share: 0)
        update.description = Claim.ownText(of: alias.description)
        guard succeeds(update, at, &state) else { return false }
        let id = "rescue-\(at.millisecondsSince1970)"
        state.requests.append(Request(id: id, verb: .abort, who: "mira", at: at))
        return true
    }

    /// AWS keeps a part of the calls elsewhere for a while, and takes that back by itself.
    private func injectWeights(_ draw: Double, _ at: Timestamp, _ state: inout State) -> Bool {
        guard let function = state.model.functions[Self.function],
            let now = function.aliases[Self.alias], now.share == nil,
            let other = function.published.map(\.version).last(where: { $0 != now.version }),
            succeeds(routing(to: now.version, other, share: 0.5), at, &state)
        else { return false }
        let injected = traffic(state)
        let end = at.advanced(by: .seconds(Int64(1 + draw * 20)))
        Self.arrange(
            Happening(at: end) { [self] state in
                guard traffic(state) == injected else { return }
                _ = succeeds(routing(to: now.version, nil, share: 0), end, &state)
            },
            &state
        )
        return true
    }

    private func routing(to version: Version, _ other: Version?, share: Double) -> UpdateAlias {
        UpdateAlias(
            functionName: Self.function,
            name: Self.alias,
            functionVersion: version.name,
            routingConfig: RoutingConfig(
                additionalVersionWeights: other.map { [$0.name: share] } ?? [:]
            )
        )
    }

    /// Performs a call of someone else's; whether AWS took it.
    private func succeeds<Operation: ModelOperation>(
        _ operation: Operation,
        _ at: Timestamp,
        _ state: inout State
    ) -> Bool {
        do {
            _ = try perform(operation, at, .someoneElse, .init(), &state)
            return true
        } catch {
            // Others are refused too; then nothing has changed.
            return false
        }
    }
}
