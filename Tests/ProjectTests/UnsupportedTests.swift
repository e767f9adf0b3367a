// SPDX-License-Identifier: Apache-2.0
import SluiceProject
import Testing

/// What the documentation names and this version cannot do is refused by name, never passed over.
@Suite struct UnsupportedTests {
    @Test(arguments: [
        ("packages: s3://bucket/", "'packages' in the project file"),
        ("notify: []", "'notify' in the project file"),
        ("owner: sluice", "'owner' in the project file"),
        ("functions: {}", "'functions' in the project file"),
    ])
    func `keys of the file`(line: String, what: String) {
        let yaml = "version: 1\n\(line)\nfunction: {name: a}\nenvironments: {dev: }"
        #expect(
            problems(yaml)
                == "sluice.yaml:2:1: error: \(what) is not supported by this version of sluice"
        )
    }

    @Test(arguments: [
        ("build: ./build.sh", "12: error: 'build' in function"),
        ("check: {import: true}", "12: error: 'check' in function"),
        ("layers: []", "12: error: 'layers' in function"),
        ("url: true", "12: error: 'url' in function"),
        ("provisioned: 5", "12: error: 'provisioned' in function"),
        ("code: s3://bucket/key", "18: error: code in S3"),
        (
            "code: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1",
            "18: error: a container image as code"
        ),
        ("role: '${ssm:role}'", "18: error: the lookup '${ssm:role}'"),
        (
            "role: '${secretsmanager:a/b}'",
            "18: error: the lookup '${secretsmanager:a/b}'"
        ),
    ])
    func `keys of a function`(line: String, what: String) {
        let yaml = "version: 1\nfunction: {\(line), name: a}\nenvironments: {dev: }"
        #expect(
            problems(yaml) == "sluice.yaml:2:\(what) is not supported by this version of sluice"
        )
    }

    @Test(arguments: [
        ("assumeRole: arn", "5: error: 'assumeRole' in environment staging"),
        ("keep: {last: 10}", "5: error: 'keep' in environment staging"),
        ("windows: []", "5: error: 'windows' in environment staging"),
        ("bypass: refuse", "5: error: 'bypass' in environment staging"),
        ("notify: []", "5: error: 'notify' in environment staging"),
        ("regions: [eu-west-1, us-east-1]", "26: error: more than one region"),
    ])
    func `keys of an environment`(line: String, what: String) {
        #expect(
            problems(staging(line))
                == "sluice.yaml:6:\(what) is not supported by this version of sluice"
        )
    }
}
