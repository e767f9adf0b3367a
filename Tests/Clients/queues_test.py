# SPDX-License-Identifier: Apache-2.0
"""SQS as boto3 speaks it, and who sends to queues: events, dead letters and topics."""

import json
import time

from engine_case import EngineCase
from packages import python, saying


class Queues(EngineCase):
    options = ("--retry-wait", "50ms")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sqs = cls.client("sqs")

    def queue(self, name, **attributes):
        url = self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return url, arn["Attributes"]["QueueArn"]

    def receive(self, url, seconds=20, **more):
        answer = self.sqs.receive_message(
            QueueUrl=url, WaitTimeSeconds=seconds, AttributeNames=["All"],
            MessageAttributeNames=["All"], **more,
        )
        return answer.get("Messages", [])

    def test_a_message_is_received_hidden_and_deleted(self):
        url, arn = self.queue("plain", VisibilityTimeout="1")
        self.assertEqual(arn, "arn:aws:sqs:us-east-1:000000000000:plain")
        self.assertEqual(self.queue("plain", VisibilityTimeout="1")[0], url)
        self.assertEqual(self.sqs.get_queue_url(QueueName="plain")["QueueUrl"], url)
        attributes = {"kind": {"DataType": "String", "StringValue": "order"}}
        sent = self.sqs.send_message(QueueUrl=url, MessageBody="one", MessageAttributes=attributes)
        self.assertEqual(sent["MD5OfMessageBody"], "f97c5d29941bfb1b2fdab0874906ab82")
        first = self.receive(url)[0]
        self.assertEqual(first["Body"], "one")
        self.assertEqual(first["MessageId"], sent["MessageId"])
        self.assertEqual(first["MessageAttributes"], attributes)
        self.assertEqual(first["MD5OfMessageAttributes"], sent["MD5OfMessageAttributes"])
        self.assertEqual(first["Attributes"]["ApproximateReceiveCount"], "1")
        self.assertEqual(self.receive(url, 0), [])
        again = self.receive(url, 5)[0]
        self.assertEqual(again["Attributes"]["ApproximateReceiveCount"], "2")
        self.sqs.change_message_visibility(
            QueueUrl=url, ReceiptHandle=again["ReceiptHandle"], VisibilityTimeout=0
        )
        last = self.receive(url, 1)[0]
        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=last["ReceiptHandle"])
        time.sleep(1.1)
        self.assertEqual(self.receive(url, 0), [])

    def test_batches_purging_tags_and_lists(self):
        url, _ = self.queue("many")
        entries = [{"Id": f"n{i}", "MessageBody": f"body {i}"} for i in range(10)]
        sent = self.sqs.send_message_batch(QueueUrl=url, Entries=entries)
        self.assertEqual([e["Id"] for e in sent["Successful"]], [e["Id"] for e in entries])
        received = self.receive(url, MaxNumberOfMessages=4)
        self.assertEqual([m["Body"] for m in received], [f"body {i}" for i in range(4)])
        done = self.sqs.delete_message_batch(QueueUrl=url, Entries=[
            {"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(received)
        ])
        self.assertEqual(len(done["Successful"]), 4)
        shown = self.receive(url)[0]
        changed = self.sqs.change_message_visibility_batch(QueueUrl=url, Entries=[
            {"Id": "a", "ReceiptHandle": shown["ReceiptHandle"], "VisibilityTimeout": 0},
            {"Id": "b", "ReceiptHandle": "none", "VisibilityTimeout": 0},
        ])
        self.assertEqual([e["Id"] for e in changed["Successful"]], ["a"])
        self.assertEqual(changed["Failed"][0]["Code"], "ReceiptHandleIsInvalid")
        counts = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        self.assertEqual(counts["ApproximateNumberOfMessages"], "6")
        self.assertEqual(counts["VisibilityTimeout"], "30")
        self.sqs.purge_queue(QueueUrl=url)
        self.assertEqual(self.receive(url, 0), [])
        self.sqs.tag_queue(QueueUrl=url, Tags={"team": "a", "x": "y"})
        self.sqs.untag_queue(QueueUrl=url, TagKeys=["x"])
        self.assertEqual(self.sqs.list_queue_tags(QueueUrl=url)["Tags"], {"team": "a"})
        self.sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "1"})
        self.sqs.send_message(QueueUrl=url, MessageBody="late")
        self.assertEqual(self.receive(url, 0), [])
        self.assertEqual(self.receive(url, 5)[0]["Body"], "late")
        self.assertIn(url, self.sqs.list_queues(QueueNamePrefix="man")["QueueUrls"])
        self.sqs.delete_queue(QueueUrl=url)
        self.assertEqual(self.sqs.list_queues(QueueNamePrefix="man").get("QueueUrls", []), [])

    def test_refusals_are_as_awss(self):
        code, status, text = self.refused(self.sqs.get_queue_url, QueueName="nobody")
        self.assertEqual(
            (code, status, text),
            ("AWS.SimpleQueueService.NonExistentQueue", 400, "The specified queue does not exist."),
        )
        with self.assertRaises(self.sqs.exceptions.QueueDoesNotExist):
            self.sqs.get_queue_url(QueueName="nobody")
        code, _, _ = self.refused(self.sqs.create_queue, QueueName="no blanks")
        self.assertEqual(code, "InvalidParameterValue")
        url, _ = self.queue("strict")
        code, _, _ = self.refused(
            self.sqs.set_queue_attributes, QueueUrl=url, Attributes={"Colour": "red"}
        )
        self.assertEqual(code, "InvalidAttributeName")
        code, _, _ = self.refused(self.sqs.delete_message, QueueUrl=url, ReceiptHandle="x")
        self.assertEqual(code, "ReceiptHandleIsInvalid")
        for arguments, text in (
            ({"MaxNumberOfMessages": 11}, "MaxNumberOfMessages is invalid"),
            ({"WaitTimeSeconds": 21}, "WaitTimeSeconds is invalid"),
            ({"VisibilityTimeout": 43_201}, "VisibilityTimeout is invalid"),
        ):
            code, _, said = self.refused(self.sqs.receive_message, QueueUrl=url, **arguments)
            self.assertEqual(code, "InvalidParameterValue")
            self.assertIn(text, said)
        code, _, text = self.refused(
            self.sqs.get_queue_attributes, QueueUrl=url, AttributeNames=["Colour"]
        )
        self.assertEqual((code, text), ("InvalidAttributeName", "Unknown Attribute Colour."))
        code, _, _ = self.refused(self.sqs.send_message, QueueUrl=url, MessageBody="a\x00b")
        self.assertEqual(code, "InvalidMessageContents")
        for value, text in (
            ({"DataType": "Colour", "StringValue": "red"}, "invalid message attribute type"),
            ({"DataType": "String", "StringValue": ""}, "must contain non-empty"),
        ):
            code, _, said = self.refused(
                self.sqs.send_message, QueueUrl=url, MessageBody="a", MessageAttributes={"n": value}
            )
            self.assertEqual(code, "InvalidParameterValue")
            self.assertIn(text, said)
        blank = [{"Id": "a b", "MessageBody": "1"}]
        code, _, _ = self.refused(self.sqs.send_message_batch, QueueUrl=url, Entries=blank)
        self.assertEqual(code, "AWS.SimpleQueueService.InvalidBatchEntryId")
        twice = [{"Id": "a", "MessageBody": "1"}, {"Id": "a", "MessageBody": "2"}]
        code, _, _ = self.refused(self.sqs.send_message_batch, QueueUrl=url, Entries=twice)
        self.assertEqual(code, "AWS.SimpleQueueService.BatchEntryIdsNotDistinct")

    def test_what_is_received_too_often_goes_to_the_dead_letters(self):
        dead, arn = self.queue("dead")
        url, _ = self.queue(
            "redriven", VisibilityTimeout="0",
            RedrivePolicy=json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 2}),
        )
        self.sqs.send_message(QueueUrl=url, MessageBody="bad")
        self.assertEqual(len(self.receive(url, 1)), 1)
        self.assertEqual(len(self.receive(url, 1)), 1)
        self.assertEqual(self.receive(url, 0), [])
        self.assertEqual(self.receive(dead, 1)[0]["Body"], "bad")

    def test_results_of_events_go_to_queues(self):
        good, good_arn = self.queue("good")
        bad, bad_arn = self.queue("bad")
        self.create("answering", saying("fine"))
        self.create("failing", python("def handler(event, context):\n    raise ValueError('no')\n"))
        for name in ("answering", "failing"):
            self.awslambda.put_function_event_invoke_config(
                FunctionName=name, MaximumRetryAttempts=1, DestinationConfig={
                    "OnSuccess": {"Destination": good_arn}, "OnFailure": {"Destination": bad_arn},
                },
            )
            self.awslambda.invoke(FunctionName=name, InvocationType="Event", Payload=b'{"n":1}')
        record = json.loads(self.receive(good)[0]["Body"])
        self.assertEqual(record["requestContext"]["condition"], "Success")
        self.assertEqual(record["responsePayload"]["word"], "fine")
        record = json.loads(self.receive(bad)[0]["Body"])
        self.assertEqual(record["requestContext"]["condition"], "RetriesExhausted")
        self.assertEqual(record["requestContext"]["approximateInvokeCount"], 2)
        self.assertEqual(record["responsePayload"]["errorMessage"], "no")
        self.assertEqual(record["requestPayload"], {"n": 1})

    def test_dead_letters_go_to_queues(self):
        url, arn = self.queue("letters")
        self.create(
            "dying", python("def handler(event, context):\n    raise ValueError('no')\n"),
            DeadLetterConfig={"TargetArn": arn},
        )
        answer = self.awslambda.invoke(
            FunctionName="dying", InvocationType="Event", Payload=b'{"n":2}'
        )
        letter = self.receive(url)[0]
        self.assertEqual(json.loads(letter["Body"]), {"n": 2})
        said = {k: v["StringValue"] for k, v in letter["MessageAttributes"].items()}
        self.assertEqual(said["RequestID"], answer["ResponseMetadata"]["RequestId"])
        self.assertEqual(said["ErrorCode"], "200")
        self.assertIn("no", said["ErrorMessage"])

    def test_a_topic_sends_to_queues(self):
        url, arn = self.queue("hearing")
        raw, raw_arn = self.queue("hearing-raw")
        sns = self.client("sns")
        topic = sns.create_topic(Name="news")["TopicArn"]
        for endpoint, attributes in ((arn, {}), (raw_arn, {"RawMessageDelivery": "true"})):
            made = sns.subscribe(
                TopicArn=topic, Protocol="sqs", Endpoint=endpoint, Attributes=attributes
            )
            self.assertTrue(made["SubscriptionArn"].startswith(topic))
        attributes = {"kind": {"DataType": "String", "StringValue": "x"}}
        sns.publish(TopicArn=topic, Message="hello", Subject="s", MessageAttributes=attributes)
        body = json.loads(self.receive(url)[0]["Body"])
        self.assertEqual(body["Message"], "hello")
        self.assertEqual(body["TopicArn"], topic)
        self.assertEqual(body["MessageAttributes"]["kind"], {"Type": "String", "Value": "x"})
        message = self.receive(raw)[0]
        self.assertEqual(message["Body"], "hello")
        self.assertEqual(message["MessageAttributes"], attributes)

    def test_a_message_survives_a_kill(self):
        url, _ = self.queue("kept")
        self.sqs.send_message(QueueUrl=url, MessageBody="still here")
        self.engine.kill()
        type(self).start()
        type(self).sqs = self.client("sqs")
        url = self.sqs.get_queue_url(QueueName="kept")["QueueUrl"]
        self.assertEqual(self.receive(url)[0]["Body"], "still here")
