// SPDX-License-Identifier: Apache-2.0

/// What the demo deploys: a project and three versions of one function.
enum DemoProject {
    /// The environment that is deployed to.
    static let environment = "production"

    /// The project file.
    static let file = """
        version: 1
        function:
          name: orders
          runtime: python3.12
          handler: app.handler
          role: arn:aws:iam::${account}:role/orders
          memory: 256
          timeout: 5s
          code: src/
        environments:
          production:
            alias: live
            strategy:
              steps: [{weight: 10%, bake: 8s}, {weight: 50%, bake: 6s}]
            gates:
              - invoke:
                  payload: {order: 1, customer: {name: Mira}, lines: [{cents: 250, count: 2}]}
                  expect: {payload: {status: ok}, within: 5s}
            guards:
              failures: [function]
              lag: 1s
        """

    /// The first version.
    static let first = """
        def handler(event, context):
            net = sum(line["cents"] * line["count"] for line in event["lines"])
            return {"status": "ok", "order": event["order"], "total": net + net * 19 // 100}
        """

    /// A good change: another tax.
    static let good = """
        TAX_PERCENT = 16


        def handler(event, context):
            net = sum(line["cents"] * line["count"] for line in event["lines"])
            total = net + net * TAX_PERCENT // 100
            return {"status": "ok", "order": event["order"], "total": total}
        """

    /// A bad change: it passes its gate, whose order has a customer; every second order has none.
    static let bad = """
        TAX_PERCENT = 16


        def greeting(event):
            return "Thank you, " + event["customer"]["name"]


        def handler(event, context):
            net = sum(line["cents"] * line["count"] for line in event["lines"])
            total = net + net * TAX_PERCENT // 100
            return {"status": "ok", "order": event["order"], "total": total,
                    "greeting": greeting(event)}
        """

    /// The order with this number: even ones have a customer, odd ones are a guest's.
    static func order(_ number: Int) -> String {
        let customer = number.isMultiple(of: 2) ? "\"customer\":{\"name\":\"Mira\"}," : ""
        return
            "{\"order\":\(number),\(customer)\"lines\":[{\"cents\":\(199 + number % 7),\"count\":2}]}"
    }
}
