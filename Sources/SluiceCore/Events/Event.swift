// SPDX-License-Identifier: Apache-2.0

/// What happened: a rollout is the fold of these, in their order.
public enum Event: Hashable, Codable, Sendable {
    /// The plan, always the first.
    case started(plan: Plan)
    /// A process took the wheel; what was only read before is read again.
    case driving(driver: DriverIdentity)
    /// A write is about to be sent: from here on it may have happened.
    case intended(action: Action)
    /// A write was answered.
    case wrote(action: Action, effect: Effect)
    /// An action had no good answer.
    case failed(action: Action, failure: Failure)
    /// A function or version was read.
    case sawFunction(action: Action, state: FunctionState)
    /// A version that slept was called.
    case woke(action: Action)
    /// The alias was read; `nil` when it does not exist.
    case sawAlias(action: Action, state: AliasState?)
    /// A gate ended.
    case checked(gate: Int, result: GateResult)
    /// Metrics were read.
    case observed(poll: Int, observation: Observation)
    /// The alarms that guard the rollout were read.
    case sawAlarms(poll: Int, states: [AlarmState])
    /// Both versions were called with the project's probe.
    case probed(round: Int, probe: Probe)
    /// The credentials were looked at again; `nil` when they do not end.
    case sawCredentials(action: Action, life: CredentialLife?)
    /// Somebody asked for something.
    case requested(request: Request)
    /// Policy took a step.
    case decided(decision: Decision, evidence: Evidence?)
    /// The end.
    case finished(outcome: Outcome)
}
