// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SluiceEngine

/// Looks at the data of the project's embedded engine.
struct EngineCheckup: Sendable {
    let house: Composition

    /// What was found; nothing where no engine ever ran.
    func items() async -> [DoctorItem] {
        let folder = house.projectFolder()
        var items = data()
        guard let trace = EngineTrace(in: folder) else { return items }
        if let running = await house.runningEngine([folder]) {
            let text = "an engine answers at \(running.endpoint), process \(running.pid)"
            items.append(DoctorItem("engine.address", .ok, text))
            return items
        }
        let file = trace.file
        var item = DoctorItem(
            "engine.address",
            .fail,
            "the engine of \(file) does not answer",
            evidence: trace.text,
            fix: "\(trace.restart)   starts it again"
        )
        // One that is there may only be slow: then its address is right.
        if !trace.isAlive {
            item.repair = {
                TextFile.removeAll(file)
                return "\(file) is gone; sluice local writes it anew"
            }
        }
        items.append(item)
        return items
    }

    private func data() -> [DoctorItem] {
        let folder = "\(house.projectFolder())/.sluice/local"
        guard EngineData.exists(folder) else { return [] }
        do {
            let others = try EngineData.check(folder)
            var items = [DoctorItem("engine.data", .ok, "the engine's data in \(folder) is whole")]
            if !others.isEmpty {
                // One that was mistyped once shows here.
                let text = "it also keeps \(others.joined(separator: ", "))"
                items.append(DoctorItem("engine.realms", .note, text))
            }
            return items
        } catch EngineError.dataInUse {
            return [DoctorItem("engine.data", .ok, "an engine works in \(folder)")]
        } catch {
            let aside = "\(folder).damaged-\(house.clock.now.basicText)"
            return [
                DoctorItem(
                    "engine.data",
                    .fail,
                    "the engine's data in \(folder) cannot be used",
                    evidence: "\(error)",
                    fix: "mv \(folder) \(aside)   and begin anew",
                    repair: { try Self.move(folder, aside) }
                )
            ]
        }
    }

    private static func move(_ folder: String, _ aside: String) throws -> String {
        guard rename(folder, aside) == 0 else {
            throw Complaint(
                "\(folder) cannot be moved",
                why: [String(cString: strerror(errno))],
                now: [Complaint.nothingChanged]
            )
        }
        return "it is \(aside) now; the next sluice local begins anew"
    }
}
