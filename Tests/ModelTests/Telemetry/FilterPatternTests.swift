// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire
import Testing

@Suite struct FilterPatternTests {
    @Test(arguments: [
        ("", "anything", true), ("ERROR", "an ERROR", true), ("ERROR", "error", false),
        ("a b", "b and a", true), ("a b", "a", false), ("\"a b\"", "b a b", true),
        ("\"a b\"", "a  b", false), ("?x ?y", "only y", true), ("?x ?y", "none", false),
        ("-x", "xx", false), ("-x", "y", true), (#""say \"hi\"""#, #"to say "hi" twice"#, true),
        ("-\"a b\" c", "a b c", false), ("-\"a b\" c", "b a c", true),
    ])
    func `terms match as CloudWatch's do`(pattern: String, message: String, isMatch: Bool) throws {
        #expect(try FilterPattern(pattern).matches(message) == isMatch)
    }

    private static let document = """
        {"level":"ERROR","status":503,"ms":12.5,"ok":false,"user":{"id":"u-17","tags":["a","b"]},
         "none":null,"path":"/pay/card","code":"42","items":[{"n":1},{"n":5}]}
        """

    @Test(arguments: [
        (#"{ $.level = "ERROR" }"#, true), ("{ $.level = ERROR }", true),
        ("{$.level=error}", false), ("{ $.level != ERROR }", false), ("{ $.level = ERR* }", true),
        ("{ $.path = \"/pay/*\" }", true), ("{ $.path = *card }", true),
        ("{ $.path = *y/c* }", true), ("{ $.path = /buy* }", false), ("{ $.level = * }", true),
        ("{ $.status = 503 }", true), ("{ $.status >= 500 }", true), ("{ $.status < 500 }", false),
        ("{ $.status > 5.02e2 }", true), ("{ $.ms <= 12.5 }", true), ("{ $.ms != 12 }", true),
        ("{ $.code = 42 }", true), ("{ $.status = 5* }", false),
        ("{ $.ok IS FALSE }", true), ("{ $.ok IS TRUE }", false), ("{ $.ok is false }", true),
        ("{ $.none IS NULL }", true), ("{ $.ok IS NULL }", false), ("{ $.gone IS NULL }", false),
        ("{ $.gone NOT EXISTS }", true), ("{ $.none NOT EXISTS }", false),
        ("{ $.gone != 1 }", false), ("{ $.user.id = u-* }", true),
        ("{ $.user.tags[1] = b }", true), ("{ $.user.tags[2] = b }", false),
        ("{ $.user.tags[*] = a }", true), ("{ $.items[*].n > 4 }", true),
        ("{ $['level'] = ERROR }", true),
        ("{ $.status = 200 || $.level = ERROR && $.ok IS FALSE }", true),
        ("{ ($.status = 200 || $.level = ERROR) && $.ok IS TRUE }", false),
        ("{ ($.level = ERROR) && (($.ms > 1)) }", true),
    ])
    func `conditions on JSON are met or not`(pattern: String, isMatch: Bool) throws {
        #expect(try FilterPattern(pattern).matches(Self.document) == isMatch)
        #expect(try !FilterPattern(pattern).matches("no JSON"))
    }

    private static let line =
        #"127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534"#

    @Test(arguments: [
        ("[ip, id, user, timestamp, request, status_code, size]", true),
        ("[ip, id, user]", false), ("[ip, ..., size]", true),
        ("[ip, id, user, timestamp, request, status_code = 4*, size]", true),
        ("[ip, id, user, timestamp, request, status_code = 2*, size]", false),
        ("[..., status_code >= 400, size > 1000]", true),
        ("[..., status_code >= 400, size > 2000]", false),
        ("[..., request = *html*, status_code = 404 || status_code = 410, size]", true),
        ("[..., request =*html*, (status_code != 404 && status_code != 410), size]", false),
        ("[ip = 127.*, ...]", true), ("[ip, id, user = frank && user != bob, ...]", true),
    ])
    func `conditions on fields are met or not`(pattern: String, isMatch: Bool) throws {
        #expect(try FilterPattern(pattern).matches(Self.line) == isMatch)
    }

    @Test(arguments: [
        "{", "{}", "{ $.a }", "{ $.a = }", "{ $.a = 1", "{ $.a = 1 } x", "{ $.a > x }", "{ a = 1 }",
        "{ $.a = 1 && }", "{ ($.a = 1 }", "[", "[a", "[a = 1", "[..., b, ...]", "[a b]", "%re%",
        "{ $.a[ = 1 }", "{ $[x = 1 }", String(repeating: "x", count: 1025),
        "{" + String(repeating: "(", count: 100),
    ])
    func `what is no pattern is refused`(pattern: String) {
        let failure = #expect(throws: AWSFailure.self) { try FilterPattern(pattern) }
        #expect(failure?.code == "InvalidParameterException")
    }
}
