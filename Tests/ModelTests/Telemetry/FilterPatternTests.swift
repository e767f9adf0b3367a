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
        "{ $.a = 1 && }", "{ ($.a = 1 }", "[", "[a", "[a = 1", "[..., b, ...]", "[a b]", "%re",
        "%%", "%a|%",
        "%a b%", "%a!%", "%(a)%", "%a{2,1}%", "%a{9999}%", "%[a%", "%[z-a]%", "%\\q%", "%\\x4%",
        "%é%", "%a% b", "{ $.a > %1% }", "{ $.a = %1% || $.a = %2% || $.a = %3% }",
        "{ $.a[ = 1 }", "{ $[x = 1 }", String(repeating: "x", count: 1025),
        "{" + String(repeating: "(", count: 100),
    ])
    func `what is no pattern is refused`(pattern: String) {
        let failure = #expect(throws: AWSFailure.self) { try FilterPattern(pattern) }
        #expect(failure?.code == "InvalidParameterException")
    }

    @Test(arguments: [
        ("%AUTHORIZED%", "UNAUTHORIZED REQUEST", true), ("%^[hc]at%", "hat", true),
        ("%^[hc]at%", "a hat", false), ("%[hc]at$%", "a cat", true), ("%[hc]at$%", "cats", false),
        ("%colou?r%", "color", true), ("%colou?r%", "colouur", false), ("%[a-z]%", "1b", true),
        ("%[a-z]%", "1B", false), ("%[abcx-z]%", "y", true), ("%^a{3,5}$%", "aa", false),
        ("%^a{3,5}$%", "aaaa", true), ("%^a{3,5}$%", "aaaaaa", false), ("%^a{2}$%", "aa", true),
        ("%^a{2,}$%", "aaaaaaa", true), ("%gray|grey%", "a grey day", true),
        ("%gray|grey%", "a griy day", false), ("%10\\.10\\.0\\.1%", "10.10.0.1", true),
        ("%10\\.10\\.0\\.1%", "10-10.0.1", false), ("%ab*c%", "ac", true), ("%ab+c%", "ac", false),
        ("%ab+c%", "abbbc", true), ("%a.c%", "abc", true), ("%\\d{3}%", "id 404", true),
        ("%\\D%", "404", false), ("%a\\sb%", "a b", true), ("%a\\Sb%", "a b", false),
        ("%^\\w+$%", "snake_case9", true), ("%\\W%", "word", false), ("%\\x41%", "A", true),
        ("%[^a-z]%", "abc", false), ("%[^a-z]%", "ab1", true), ("%[\\d\\]]%", "]", true),
        ("%[a-]%", "-", true), ("%a\\%b%", "a%b", true), ("%^$%", "", true), ("%.%", "", false),
    ])
    func `regular expressions match as CloudWatch's do`(
        pattern: String,
        message: String,
        isMatch: Bool
    ) throws {
        #expect(try FilterPattern(pattern).matches(message) == isMatch)
    }

    @Test func `a regular expression is no slower for a text that almost matches`() throws {
        let form = String(repeating: "a*", count: 300)
        let pattern = try FilterPattern("%^\(form)b$%")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }

    @Test(arguments: [
        ("{ $.status = %^5[0-9]{2}$% }", true), ("{ $.status = %^4% }", false),
        ("{ $.path = %^/pay% && $.level != %WARN% }", true), ("{ $.level != %ERR% }", false),
        ("{ $.gone = %.*% }", false),
    ])
    func `members are held against regular expressions`(pattern: String, isMatch: Bool) throws {
        #expect(try FilterPattern(pattern).matches(Self.document) == isMatch)
    }

    @Test func `fields are held against regular expressions, two at most`() throws {
        let pattern = "[ip = %^127\\.%, ..., request = %[hx]tml%, status_code, size]"
        #expect(try FilterPattern(pattern).matches(Self.line))
        #expect(try !FilterPattern("[ip = %^128%, ...]").matches(Self.line))
    }

    @Test func `what a pattern names is found in a message`() throws {
        let fields = try FilterPattern("[ip, ..., status_code = 4*, size]")
        #expect(
            fields.extracted(from: Self.line) == [
                "$ip": "127.0.0.1", "$2": "-", "$3": "frank", "$4": "10/Oct/2000:13:25:15 -0700",
                "$5": "GET /index.html HTTP/1.0", "$status_code": "404", "$size": "1534",
            ]
        )
        let members = try FilterPattern("{ $.user.tags[1] = b && $.status > 1 }")
        let found = members.extracted(from: Self.document)
        #expect(found == ["$.user.tags[1]": "b", "$.status": "503"])
        #expect(members.value(of: "$.ms", in: Self.document) == "12.5")
        #expect(members.value(of: "$.gone", in: Self.document) == nil)
        #expect(try FilterPattern("ERROR").extracted(from: "ERROR") == [:])
    }
}
