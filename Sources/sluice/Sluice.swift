// SPDX-License-Identifier: Apache-2.0
import SluiceCommands

@main
enum Sluice {
    static func main() async { await SluiceCommand.main() }
}
