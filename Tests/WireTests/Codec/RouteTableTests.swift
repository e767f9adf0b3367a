// SPDX-License-Identifier: Apache-2.0
import SluiceWire
import Testing

@Suite struct RouteTableTests {
    private let table = RouteTable([
        PutThing.self, CallThing.self, DropThing.self, ListThings.self, ListAllThings.self,
        GetReading.self,
    ])

    @Test(arguments: [
        ("PUT", "/2015-03-31/things/f/parts/2", "PutThing", ["ThingName": "f", "Number": "2"]),
        (
            "PUT", "/2015-03-31/things/f%3Aprod/parts/2/", "PutThing",
            ["ThingName": "f:prod", "Number": "2"]
        ),
        (
            "DELETE", "/2015-03-31/things/arn%3Aaws%3Alambda%3Ax%2Fy", "DropThing",
            ["ThingName": "arn:aws:lambda:x/y"]
        ),
        ("DELETE", "/2015-03-31/things/%24LATEST", "DropThing", ["ThingName": "$LATEST"]),
        ("POST", "/2015-03-31/things//calls", "CallThing", ["ThingName": ""]),
        ("GET", "/2015-03-31/things", "ListThings", [:]),
        ("GET", "/2015-03-31/things/", "ListThings", [:]),
    ])
    func `a path finds its operation`(
        method: String,
        path: String,
        name: String,
        members: [String: String]
    ) throws {
        let match = try #require(table.find(method: method, path: path))
        #expect(match.operation.name == name)
        #expect(match.pathMembers == members)
    }

    @Test(arguments: [
        ("POST", "/2015-03-31/things"), ("GET", "/2015-03-31"), ("GET", "/"), ("GET", ""),
        ("DELETE", "/2015-03-31/things/a/b"), ("POST", "/2015-03-31/things/a/Calls"),
    ])
    func `other paths find none`(method: String, path: String) {
        #expect(table.find(method: method, path: path)?.operation.name == nil)
    }

    @Test func `fixed fields of the query choose between operations`() {
        let path = "/2015-03-31/things"
        #expect(
            table.find(method: "GET", path: path, query: "List=ALL")?.operation.name
                == "ListAllThings"
        )
        #expect(
            table.find(method: "GET", path: path, query: "MaxItems=2")?.operation.name
                == "ListThings"
        )
    }

    @Test func `a name finds its operation within its service`() {
        #expect(table.operation(named: "GetReading", of: .cloudWatch)?.name == "GetReading")
        #expect(table.operation(named: "GetReading", of: .logs) == nil)
        #expect(table.operation(named: "Nothing", of: .cloudWatch) == nil)
    }
}
