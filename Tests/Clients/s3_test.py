# SPDX-License-Identifier: Apache-2.0
"""S3 as boto3 uses it: whole objects, conditions, ranges, lists, checksums; kept over a kill."""

import base64
import hashlib
import io
import pathlib
import subprocess
import urllib.error
import urllib.request
import zlib

from botocore.exceptions import ClientError
from calls import note_cli_log
from engine_case import ROLE, EngineCase
from packages import saying


class Buckets(EngineCase):
    @classmethod
    def start(cls):
        super().start()
        cls.s3 = cls.client("s3")

    def setUp(self):
        self.bucket = "b-" + hashlib.sha1(self.id().encode()).hexdigest()[:12]
        self.s3.create_bucket(Bucket=self.bucket)

    def put(self, key, body=b"", **more):
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, **more)

    def get(self, key, **more):
        return self.s3.get_object(Bucket=self.bucket, Key=key, **more)

    def test_an_object_comes_back_with_what_was_kept(self):
        body = bytes(range(256)) * 100
        put = self.put("a/b c+ü%.bin", body, ContentType="x/y", Metadata={"Owner": "me"})
        self.assertEqual(put["ETag"], f'"{hashlib.md5(body).hexdigest()}"')
        got = self.get("a/b c+ü%.bin")
        self.assertEqual(got["Body"].read(), body)
        self.assertEqual(got["ContentType"], "x/y")
        self.assertEqual(got["Metadata"], {"owner": "me"})
        self.assertEqual(got["ContentLength"], len(body))
        head = self.s3.head_object(Bucket=self.bucket, Key="a/b c+ü%.bin")
        self.assertEqual(head["ContentLength"], len(body))
        self.assertEqual(head["ETag"], put["ETag"])
        self.assertEqual(head["LastModified"], got["LastModified"])
        self.assertEqual(head["ResponseMetadata"]["HTTPHeaders"]["content-length"], str(len(body)))
        self.put("empty")
        self.assertEqual(self.get("empty")["Body"].read(), b"")

    def test_what_is_not_there(self):
        self.assertEqual(
            self.refused(self.get, key="none"),
            ("NoSuchKey", 404, "The specified key does not exist."),
        )
        self.assertEqual(
            self.refused(self.s3.get_object, Bucket="not-there", Key="x"),
            ("NoSuchBucket", 404, "The specified bucket does not exist"),
        )
        with self.assertRaises(ClientError) as caught:
            self.get(key="none")
        self.assertEqual(caught.exception.response["Error"]["Key"], "none")
        with self.assertRaises(ClientError) as caught:
            self.s3.get_object(Bucket="not-there", Key="x")
        self.assertEqual(caught.exception.response["Error"]["BucketName"], "not-there")
        # HEAD has no body, so the client knows no more than the status.
        self.assertEqual(
            self.refused(self.s3.head_object, Bucket=self.bucket, Key="none"),
            ("404", 404, "Not Found"),
        )
        self.assertEqual(self.refused(self.s3.head_bucket, Bucket="not-there")[:2], ("404", 404))
        self.s3.head_bucket(Bucket=self.bucket)
        self.s3.delete_object(Bucket=self.bucket, Key="none")

    def test_conditional_writes(self):
        first = self.put("k", b"1", IfNoneMatch="*")["ETag"]
        refused = (
            "PreconditionFailed",
            412,
            "At least one of the pre-conditions you specified did not hold",
        )
        self.assertEqual(self.refused(self.put, key="k", body=b"2", IfNoneMatch="*"), refused)
        second = self.put("k", b"2", IfMatch=first)["ETag"]
        self.assertEqual(self.refused(self.put, key="k", body=b"3", IfMatch=first), refused)
        self.assertEqual(self.get("k")["Body"].read(), b"2")
        self.assertEqual(self.refused(self.put, key="none", IfMatch=first)[:2], ("NoSuchKey", 404))
        self.assertEqual(
            self.refused(self.s3.delete_object, Bucket=self.bucket, Key="k", IfMatch=first), refused
        )
        self.s3.delete_object(Bucket=self.bucket, Key="k", IfMatch=second)
        self.assertEqual(self.refused(self.get, key="k")[1], 404)

    def test_conditional_reads_and_ranges(self):
        tag = self.put("k", b"0123456789")["ETag"]
        self.assertEqual(self.refused(self.get, key="k", IfNoneMatch=tag)[:2], ("304", 304))
        self.assertEqual(self.refused(self.get, key="k", IfMatch='"other"')[1], 412)
        for asked, bytes_, range_ in [
            ("bytes=2-4", b"234", "bytes 2-4/10"),
            ("bytes=8-", b"89", "bytes 8-9/10"),
            ("bytes=-3", b"789", "bytes 7-9/10"),
            ("bytes=5-99", b"56789", "bytes 5-9/10"),
        ]:
            got = self.get("k", Range=asked)
            self.assertEqual(got["Body"].read(), bytes_)
            self.assertEqual(got["ContentRange"], range_)
            self.assertEqual(got["ResponseMetadata"]["HTTPStatusCode"], 206)
        self.assertEqual(self.refused(self.get, key="k", Range="bytes=10-")[:2], ("InvalidRange", 416))

    def test_checksums_are_held_against_the_bytes(self):
        for name in ("CRC32", "SHA1", "SHA256"):
            put = self.put("k", b"123456789", ChecksumAlgorithm=name)
            got = self.get("k", ChecksumMode="ENABLED")
            self.assertEqual(got[f"Checksum{name}"], put[f"Checksum{name}"])
            self.assertEqual(got["ChecksumType"], "FULL_OBJECT")
        crc = base64.b64encode(zlib.crc32(b"123456789").to_bytes(4, "big")).decode()
        self.assertEqual(self.put("k", b"123456789")["ChecksumCRC32"], crc)
        for sent in ({"ChecksumCRC32": "AAAAAA=="}, {"ChecksumCRC32C": "AAAAAA=="}):
            self.assertEqual(self.refused(self.put, key="k", body=b"1", **sent)[0], "BadDigest")
        self.put("k", b"123456789", ChecksumCRC32C="4waSgw==")
        self.put("k", b"123456789", ChecksumCRC64NVME="rosUhgp5mIg=")

    def test_lists(self):
        for key in ("a/1", "a/2", "b/1", "c", "a.x", "ü & <x>"):
            self.put(key, key.encode())
        listed = self.s3.list_objects_v2(Bucket=self.bucket)
        self.assertEqual(
            [o["Key"] for o in listed["Contents"]], ["a.x", "a/1", "a/2", "b/1", "c", "ü & <x>"]
        )
        self.assertEqual(listed["Contents"][0]["Size"], 3)
        listed = self.s3.list_objects_v2(Bucket=self.bucket, Delimiter="/")
        self.assertEqual([p["Prefix"] for p in listed["CommonPrefixes"]], ["a/", "b/"])
        self.assertEqual([o["Key"] for o in listed["Contents"]], ["a.x", "c", "ü & <x>"])
        self.assertEqual(listed["KeyCount"], 5)
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Delimiter="/", PaginationConfig={"PageSize": 2}
        )
        names = [
            [o["Key"] for o in page.get("Contents", [])]
            + [p["Prefix"] for p in page.get("CommonPrefixes", [])]
            for page in pages
        ]
        self.assertEqual(names, [["a.x", "a/"], ["c", "b/"], ["ü & <x>"]])
        listed = self.s3.list_objects_v2(Bucket=self.bucket, Prefix="a/", StartAfter="a/1")
        self.assertEqual([o["Key"] for o in listed["Contents"]], ["a/2"])

    def test_buckets_are_listed_page_by_page(self):
        names = [f"paged-{n}" for n in range(5)]
        for name in names:
            self.s3.create_bucket(Bucket=name)
        pages = list(self.s3.get_paginator("list_buckets").paginate(
            Prefix="paged-", PaginationConfig={"PageSize": 2}
        ))
        self.assertEqual(
            [[b["Name"] for b in page["Buckets"]] for page in pages],
            [names[:2], names[2:4], names[4:]],
        )
        self.assertEqual([page["Prefix"] for page in pages], ["paged-"] * 3)
        self.assertNotIn("ContinuationToken", pages[-1])
        everywhere = self.s3.list_buckets()
        self.assertLessEqual(set(names), {b["Name"] for b in everywhere["Buckets"]})
        self.assertNotIn("Prefix", everywhere)
        self.assertEqual(self.s3.list_buckets(BucketRegion="eu-west-1")["Buckets"], [])
        refused = self.refused(self.s3.list_buckets, MaxBuckets=10_001)
        self.assertEqual(refused[:2], ("InvalidArgument", 400))

    def test_chosen_facts_of_an_object(self):
        self.put("facts", b"abc", ChecksumAlgorithm="SHA256")
        ask = lambda *facts, key="facts": self.s3.get_object_attributes(  # noqa: E731
            Bucket=self.bucket, Key=key, ObjectAttributes=list(facts)
        )
        got = ask("ETag", "Checksum", "ObjectSize", "StorageClass", "ObjectParts")
        self.assertEqual(got["ETag"], hashlib.md5(b"abc").hexdigest())
        self.assertEqual((got["ObjectSize"], got["StorageClass"]), (3, "STANDARD"))
        sha256 = base64.b64encode(hashlib.sha256(b"abc").digest()).decode()
        self.assertEqual(
            got["Checksum"], {"ChecksumSHA256": sha256, "ChecksumType": "FULL_OBJECT"}
        )
        self.assertNotIn("ObjectParts", got)
        got = ask("ObjectSize")
        self.assertEqual((got["ObjectSize"], "ETag" in got, "Checksum" in got), (3, False, False))
        self.assertIn("LastModified", got)
        self.s3.upload_fileobj(io.BytesIO(bytes(9 << 20)), self.bucket, "parted")
        parts = ask("ObjectParts", key="parted")["ObjectParts"]
        self.assertEqual(parts["TotalPartsCount"], 2)
        refused = self.refused(
            self.s3.get_object_attributes, Bucket=self.bucket, Key="no", ObjectAttributes=["ETag"]
        )
        self.assertEqual(refused[:2], ("NoSuchKey", 404))
        refused = self.refused(
            self.s3.get_object_attributes, Bucket=self.bucket, Key="facts",
            ObjectAttributes=["Colour"],
        )
        self.assertEqual(
            refused, ("InvalidArgument", 400, "Invalid attribute name specified.")
        )

    def test_a_body_in_chunks(self):
        """As clients send it that sign as they go, with the checksum behind the bytes."""
        crc = base64.b64encode(zlib.crc32(b"hello world").to_bytes(4, "big")).decode()

        def send(checksum):
            body = b"5;chunk-signature=00\r\nhello\r\n6;chunk-signature=00\r\n world\r\n"
            body += b"0;chunk-signature=00\r\nx-amz-checksum-crc32:" + checksum.encode() + b"\r\n\r\n"
            request = urllib.request.Request(
                f"{self.engine.endpoint}/{self.bucket}/chunked", data=body, method="PUT"
            )
            scope = "AKIDEXAMPLE/20260101/us-east-1/s3/aws4_request"
            request.add_header("Authorization", f"AWS4-HMAC-SHA256 Credential={scope}")
            request.add_header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")
            request.add_header("Content-Encoding", "aws-chunked,gzip")
            request.add_header("x-amz-trailer", "x-amz-checksum-crc32")
            request.add_header("x-amz-decoded-content-length", "11")
            return urllib.request.urlopen(request)

        send(crc)
        got = self.get("chunked")
        self.assertEqual(got["Body"].read(), b"hello world")
        self.assertEqual(got["ContentEncoding"], "gzip")
        with self.assertRaises(urllib.error.HTTPError) as caught:
            send("AAAAAA==")
        self.assertEqual(caught.exception.code, 400)

    def test_what_was_answered_survives_a_kill(self):
        self.put("gone", b"1")
        self.put("kept", b"first")
        self.put("kept", b"second")
        self.s3.delete_object(Bucket=self.bucket, Key="gone")
        self.engine.kill()
        type(self).start()
        self.assertEqual(self.get("kept")["Body"].read(), b"second")
        self.assertEqual(self.refused(self.get, key="gone")[1], 404)
        contents = list((pathlib.Path(self.folder) / "data" / "objects").iterdir())
        self.assertNotIn(hashlib.sha256(b"first").hexdigest(), [c.name for c in contents])

    def test_parts_become_one_object(self):
        big = bytes(range(256)) * (9 * 4096)  # 9 MiB: boto3 sends it in two parts
        self.s3.upload_fileobj(io.BytesIO(big), self.bucket, "big")
        got = self.get("big")
        self.assertEqual(got["Body"].read(), big)
        md5 = hashlib.md5(hashlib.md5(big[: 8 << 20]).digest() + hashlib.md5(big[8 << 20 :]).digest())
        self.assertEqual(got["ETag"], f'"{md5.hexdigest()}-2"')
        across = self.get("big", Range=f"bytes={(8 << 20) - 2}-{(8 << 20) + 1}")["Body"].read()
        self.assertEqual(across, big[(8 << 20) - 2 : (8 << 20) + 2])
        upload = self.s3.create_multipart_upload(Bucket=self.bucket, Key="m")["UploadId"]
        names = {"Bucket": self.bucket, "Key": "m", "UploadId": upload}
        tags = [
            self.s3.upload_part(**names, PartNumber=n, Body=b"%d" % n)["ETag"] for n in (1, 2)
        ]
        listed = self.s3.list_parts(**names)["Parts"]
        self.assertEqual([(p["PartNumber"], p["Size"]) for p in listed], [(1, 1), (2, 1)])
        listed = self.s3.list_multipart_uploads(Bucket=self.bucket)["Uploads"]
        self.assertEqual([u["Key"] for u in listed], ["m"])

        def complete(*parts):
            parts = [{"PartNumber": n, "ETag": t} for n, t in parts]
            return {**names, "MultipartUpload": {"Parts": parts}}

        finish = self.s3.complete_multipart_upload
        for parts, code in [
            (((1, tags[0]), (2, tags[1])), "EntityTooSmall"),
            (((2, tags[1]), (1, tags[0])), "InvalidPartOrder"),
            (((1, tags[1]),), "InvalidPart"),
        ]:
            self.assertEqual(self.refused(finish, **complete(*parts))[:2], (code, 400))
        copied = self.s3.upload_part_copy(
            **names, PartNumber=3, CopySource={"Bucket": self.bucket, "Key": "big"},
            CopySourceRange="bytes=1-3",
        )["CopyPartResult"]["ETag"]  # fmt: skip
        self.assertEqual(copied.strip('"'), hashlib.md5(big[1:4]).hexdigest())
        other = self.s3.create_multipart_upload(Bucket=self.bucket, Key="m")["UploadId"]
        self.s3.abort_multipart_upload(Bucket=self.bucket, Key="m", UploadId=other)
        self.assertEqual(
            self.refused(self.s3.list_parts, **{**names, "UploadId": other})[:2],
            ("NoSuchUpload", 404),
        )
        finish(**complete((2, tags[1])))
        self.assertEqual(self.get("m")["Body"].read(), b"2")
        self.assertEqual(self.refused(self.s3.list_parts, **names)[:2], ("NoSuchUpload", 404))
        self.assertNotIn("Uploads", self.s3.list_multipart_uploads(Bucket=self.bucket))

    def test_copies_deletes_and_tags(self):
        self.put("from here", b"x", Metadata={"a": "1"}, Tagging="k=v&l=")
        source = {"Bucket": self.bucket, "Key": "from here"}
        self.s3.copy_object(Bucket=self.bucket, Key="to", CopySource=source)
        got = self.get("to")
        self.assertEqual((got["Body"].read(), got["Metadata"], got["TagCount"]), (b"x", {"a": "1"}, 2))
        tags = self.s3.get_object_tagging(Bucket=self.bucket, Key="to")["TagSet"]
        self.assertEqual(tags, [{"Key": "k", "Value": "v"}, {"Key": "l", "Value": ""}])
        set_of = {"TagSet": [{"Key": "n", "Value": "w"}]}
        self.s3.put_object_tagging(Bucket=self.bucket, Key="to", Tagging=set_of)
        tags = self.s3.get_object_tagging(Bucket=self.bucket, Key="to")["TagSet"]
        self.assertEqual(tags, set_of["TagSet"])
        self.s3.delete_object_tagging(Bucket=self.bucket, Key="to")
        tags = self.s3.get_object_tagging(Bucket=self.bucket, Key="to")["TagSet"]
        self.assertEqual(tags, [])
        self.assertEqual(
            self.refused(self.s3.delete_bucket, Bucket=self.bucket)[:2], ("BucketNotEmpty", 409)
        )
        done = self.s3.delete_objects(
            Bucket=self.bucket, Delete={"Objects": [{"Key": k} for k in ("to", "from here", "no")]}
        )
        self.assertEqual([d["Key"] for d in done["Deleted"]], ["to", "from here", "no"])
        self.s3.put_bucket_tagging(
            Bucket=self.bucket, Tagging={"TagSet": [{"Key": "a", "Value": "b"}]}
        )
        tags = self.s3.get_bucket_tagging(Bucket=self.bucket)["TagSet"]
        self.assertEqual(tags, [{"Key": "a", "Value": "b"}])
        self.s3.delete_bucket_tagging(Bucket=self.bucket)
        self.assertEqual(
            self.refused(self.s3.get_bucket_tagging, Bucket=self.bucket)[:2], ("NoSuchTagSet", 404)
        )
        self.assertIn(self.bucket, [b["Name"] for b in self.s3.list_buckets()["Buckets"]])
        self.assertIsNone(self.s3.get_bucket_location(Bucket=self.bucket)["LocationConstraint"])
        self.s3.delete_bucket(Bucket=self.bucket)
        self.assertEqual(self.refused(self.s3.head_bucket, Bucket=self.bucket)[1], 404)

    def test_what_terraform_asks_of_a_bucket(self):
        for name in (
            "acl", "versioning", "accelerate_configuration", "request_payment", "logging",
            "encryption", "ownership_controls", "notification_configuration",
        ):  # fmt: skip
            getattr(self.s3, f"get_bucket_{name}")(Bucket=self.bucket)
        for name, code in {
            "bucket_policy": "NoSuchBucketPolicy",
            "bucket_cors": "NoSuchCORSConfiguration",
            "bucket_website": "NoSuchWebsiteConfiguration",
            "bucket_lifecycle_configuration": "NoSuchLifecycleConfiguration",
            "bucket_replication": "ReplicationConfigurationNotFoundError",
            "object_lock_configuration": "ObjectLockConfigurationNotFoundError",
        }.items():
            refused = self.refused(getattr(self.s3, f"get_{name}"), Bucket=self.bucket)
            self.assertEqual(refused[:2], (code, 404))
        # What no bucket here can have is no empty list, but not offered.
        for call, more in (
            (self.s3.list_bucket_analytics_configurations, {}),
            (self.s3.list_bucket_intelligent_tiering_configurations, {}),
            (self.s3.list_bucket_inventory_configurations, {}),
            (self.s3.list_bucket_metrics_configurations, {}),
            (self.s3.get_bucket_analytics_configuration, {"Id": "a"}),
            (self.s3.get_bucket_metadata_configuration, {}),
            (self.s3.get_bucket_abac, {}),
        ):
            refused = self.refused(call, Bucket=self.bucket, **more)
            self.assertEqual(refused[:2], ("NotImplemented", 400))
        refused = self.refused(
            self.s3.put_bucket_versioning,
            Bucket=self.bucket,
            VersioningConfiguration={"Status": "Enabled"},
        )
        self.assertEqual(refused[:2], ("NotImplemented", 400))

    def test_addresses_signed_beforehand(self):
        names = {"Bucket": self.bucket, "Key": "p q"}
        url = self.s3.generate_presigned_url("put_object", Params=names)
        urllib.request.urlopen(urllib.request.Request(url, data=b"signed", method="PUT"))
        url = self.s3.generate_presigned_url("get_object", Params=names)
        self.assertEqual(urllib.request.urlopen(url).read(), b"signed")
        old = url.replace("X-Amz-Date=20", "X-Amz-Date=19")
        if old != url:
            with self.assertRaises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(old)
            self.assertEqual(caught.exception.code, 403)

    def test_a_function_from_a_bucket(self):
        self.put("f.zip", saying("from s3"))
        self.awslambda.create_function(
            FunctionName="stored",
            Runtime="python3.12",
            Handler="app.handler",
            Role=ROLE,
            Code={"S3Bucket": self.bucket, "S3Key": "f.zip"},
        )
        self.wait("function_active_v2", "stored")
        self.assertEqual(self.invoke("stored")["Payload"]["word"], "from s3")
        refused = self.refused(
            self.awslambda.update_function_code,
            FunctionName="stored",
            S3Bucket=self.bucket,
            S3Key="none.zip",
        )
        self.assertEqual(refused[:2], ("InvalidParameterValueException", 400))
        self.assertIn("S3 Error Code: NoSuchKey", refused[2])

    def test_the_aws_cli(self):
        def aws(*arguments):
            done = subprocess.run(
                ["aws", "--debug", "s3", *arguments],
                env=self.engine.environment, capture_output=True, text=True, timeout=60,
            )  # fmt: skip
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            note_cli_log(done.stderr)
            return done.stdout

        file = self.folder / "file.txt"
        file.write_text("by hand")
        aws("cp", str(file), f"s3://{self.bucket}/d/file.txt")
        self.assertIn("file.txt", aws("ls", f"s3://{self.bucket}/d/"))
        aws("mv", f"s3://{self.bucket}/d/file.txt", f"s3://{self.bucket}/e.txt")
        aws("cp", f"s3://{self.bucket}/e.txt", str(self.folder / "back.txt"))
        self.assertEqual((self.folder / "back.txt").read_text(), "by hand")
        aws("rb", "--force", f"s3://{self.bucket}")
