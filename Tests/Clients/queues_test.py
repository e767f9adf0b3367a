# SPDX-License-Identifier: Apache-2.0
"""SQS as boto3 speaks it, and who sends to queues: events, dead letters and topics."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as tree

from engine_case import EngineCase
from packages import python, saying
from sluice_program import wait_until


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

    def test_a_queue_in_order_gives_each_message_once(self):
        url, _ = self.queue("line.fifo", FifoQueue="true")
        self.assertEqual(self.queue("line.fifo", FifoQueue="true")[0], url)

        def send(body, group, id):
            return self.sqs.send_message(
                QueueUrl=url, MessageBody=body, MessageGroupId=group, MessageDeduplicationId=id
            )

        first = send("one", "a", "1")
        again = send("one, again", "a", "1")
        self.assertEqual(again["MessageId"], first["MessageId"])
        self.assertEqual(again["SequenceNumber"], first["SequenceNumber"])
        self.assertLess(first["SequenceNumber"], send("two", "a", "2")["SequenceNumber"])
        send("other", "b", "3")
        head = self.receive(url)[0]
        self.assertEqual(head["Body"], "one")
        self.assertEqual(
            [head["Attributes"][n] for n in ("MessageGroupId", "MessageDeduplicationId")],
            ["a", "1"],
        )
        self.assertEqual(head["Attributes"]["SequenceNumber"], first["SequenceNumber"])
        # The next of the group waits for the one before; another group does not.
        self.assertEqual([m["Body"] for m in self.receive(url, 0, MaxNumberOfMessages=9)], ["other"])
        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=head["ReceiptHandle"])
        self.assertEqual([m["Body"] for m in self.receive(url, 0, MaxNumberOfMessages=9)], ["two"])
        attributes = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
        self.assertEqual(attributes["Attributes"]["FifoQueue"], "true")
        self.assertEqual(attributes["Attributes"]["ContentBasedDeduplication"], "false")

    def test_a_queue_in_order_knows_messages_by_their_content(self):
        url, _ = self.queue("content.fifo", FifoQueue="true", ContentBasedDeduplication="true")
        for body in ("x", "x", "y"):
            self.sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId="g")
        sent = self.sqs.send_message_batch(QueueUrl=url, Entries=[
            {"Id": "a", "MessageBody": "z", "MessageGroupId": "g"}, {"Id": "b", "MessageBody": "z"},
        ])
        self.assertTrue(sent["Successful"][0]["SequenceNumber"].isdigit())
        self.assertEqual(sent["Failed"][0]["Code"], "MissingParameter")
        bodies = [m["Body"] for m in self.receive(url, MaxNumberOfMessages=10)]
        self.assertEqual(bodies, ["x", "y", "z"])

    def test_what_queues_in_order_refuse(self):
        url, arn = self.queue("strict.fifo", FifoQueue="true")
        plain, _ = self.queue("unordered")
        for call, arguments, text in (
            (self.sqs.create_queue, {"QueueName": "x.fifo"}, "Can only include alphanumeric"),
            (self.sqs.create_queue, {"QueueName": "x", "Attributes": {"FifoQueue": "true"}},
             "must end with .fifo suffix"),
            (self.sqs.create_queue, {"QueueName": "x", "Attributes": {"FifoQueue": "false"}},
             "Unknown Attribute FifoQueue."),
            (self.sqs.send_message, {"QueueUrl": url, "MessageBody": "a"}, "MessageGroupId"),
            (self.sqs.send_message, {"QueueUrl": url, "MessageBody": "a", "MessageGroupId": "g"},
             "ContentBasedDeduplication enabled or MessageDeduplicationId provided"),
            (self.sqs.send_message, {"QueueUrl": url, "MessageBody": "a", "MessageGroupId": "g",
             "MessageDeduplicationId": "1", "DelaySeconds": 1}, "not valid for this queue type"),
            (self.sqs.send_message, {"QueueUrl": plain, "MessageBody": "a",
             "MessageDeduplicationId": "1"}, "not valid for this queue type"),
            (self.sqs.set_queue_attributes, {"QueueUrl": plain, "Attributes": {"RedrivePolicy":
             json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 1})}}, "must be same type"),
            (self.sqs.set_queue_attributes, {"QueueUrl": plain, "Attributes": {"RedrivePolicy":
             json.dumps({"deadLetterTargetArn": arn + "x", "maxReceiveCount": 1})}},
             "Dead letter target does not exist."),
        ):  # fmt: skip
            with self.subTest(text):
                _, status, said = self.refused(call, **arguments)
                self.assertEqual(status, 400)
                self.assertIn(text, said)

    def test_a_result_for_a_queue_in_order_is_lost_and_counted(self):
        url, arn = self.queue("results.fifo", FifoQueue="true", ContentBasedDeduplication="true")
        self.create("ordered", saying("fine"))
        self.awslambda.put_function_event_invoke_config(
            FunctionName="ordered", DestinationConfig={"OnSuccess": {"Destination": arn}}
        )
        self.awslambda.invoke(FunctionName="ordered", InvocationType="Event", Payload=b"{}")
        watch = self.client("cloudwatch")

        def failures():
            answer = watch.get_metric_statistics(
                Namespace="AWS/Lambda", MetricName="DestinationDeliveryFailures", Period=60,
                Dimensions=[{"Name": "FunctionName", "Value": "ordered"}], Statistics=["Sum"],
                StartTime=time.time() - 300, EndTime=time.time() + 60,
            )  # fmt: skip
            return sum(point["Sum"] for point in answer["Datapoints"])

        # Lambda gives a message no group, which such a queue demands.
        wait_until(lambda: failures() == 1, 20, "the result that was not taken is counted")
        self.assertEqual(self.receive(url, 0), [])

    def query(self, path="/", **fields):
        """What a client of the older protocol is answered: status, and the XML's root."""
        scope = "test/20260101/us-east-1/sqs/aws4_request"
        request = urllib.request.Request(
            self.engine.endpoint + path,
            urllib.parse.urlencode({"Version": "2012-11-05", **fields}).encode(),
            {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"},
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, tree.fromstring(answer.read())
        except urllib.error.HTTPError as refusal:
            return refusal.code, tree.fromstring(refusal.read())

    def test_clients_of_the_query_protocol(self):
        space = "{http://queue.amazonaws.com/doc/2012-11-05/}"

        def texts(root, *path):
            return [e.text for e in root.iterfind("/".join(space + name for name in path))]

        status, made = self.query(
            Action="CreateQueue", QueueName="old",
            **{"Attribute.1.Name": "VisibilityTimeout", "Attribute.1.Value": "7",
               "Tag.1.Key": "team", "Tag.1.Value": "a"},
        )  # fmt: skip
        self.assertEqual((status, made.tag), (200, space + "CreateQueueResponse"))
        url = texts(made, "CreateQueueResult", "QueueUrl")[0]
        self.assertEqual(self.sqs.list_queue_tags(QueueUrl=url)["Tags"], {"team": "a"})
        _, told = self.query(
            Action="GetQueueAttributes", QueueUrl=url, **{"AttributeName.1": "VisibilityTimeout"}
        )
        told = told.find(f"{space}GetQueueAttributesResult/{space}Attribute")
        self.assertEqual([e.text for e in told], ["VisibilityTimeout", "7"])
        # Clients of old write to the queue's own address.
        path = url.removeprefix(self.engine.endpoint)
        _, sent = self.query(
            path, Action="SendMessageBatch",
            **{"SendMessageBatchRequestEntry.1.Id": "a",
               "SendMessageBatchRequestEntry.1.MessageBody": "hello",
               "SendMessageBatchRequestEntry.1.MessageAttribute.1.Name": "kind",
               "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType": "String",
               "SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue": "x",
               "SendMessageBatchRequestEntry.2.Id": "b",
               "SendMessageBatchRequestEntry.2.MessageBody": ""},
        )  # fmt: skip
        result = ("SendMessageBatchResult",)
        self.assertEqual(texts(sent, *result, "SendMessageBatchResultEntry", "Id"), ["a"])
        self.assertEqual(texts(sent, *result, "BatchResultErrorEntry", "Id"), ["b"])
        _, got = self.query(
            path, Action="ReceiveMessage", **{"MessageAttributeName.1": "All"}
        )
        message = ("ReceiveMessageResult", "Message")
        self.assertEqual(texts(got, *message, "Body"), ["hello"])
        self.assertEqual(texts(got, *message, "MessageAttribute", "Name"), ["kind"])
        self.assertEqual(texts(got, *message, "MessageAttribute", "Value", "StringValue"), ["x"])
        handle = texts(got, *message, "ReceiptHandle")[0]
        _, gone = self.query(
            path, Action="DeleteMessageBatch",
            **{"DeleteMessageBatchRequestEntry.1.Id": "d",
               "DeleteMessageBatchRequestEntry.1.ReceiptHandle": handle},
        )  # fmt: skip
        self.assertEqual(
            texts(gone, "DeleteMessageBatchResult", "DeleteMessageBatchResultEntry", "Id"), ["d"]
        )
        _, listed = self.query(Action="ListQueues", QueueNamePrefix="old")
        self.assertEqual(texts(listed, "ListQueuesResult", "QueueUrl"), [url])
        for fields, code in (
            ({"Action": "GetQueueUrl", "QueueName": "nobody"},
             "AWS.SimpleQueueService.NonExistentQueue"),
            ({"Action": "SendMessage", "QueueUrl": url}, "MissingParameter"),
            ({"Action": "ListDeadLetterSourceQueues", "QueueUrl": url}, "InvalidAction"),
        ):  # fmt: skip
            status, refusal = self.query(**fields)
            self.assertEqual((status, texts(refusal, "Error", "Code")), (400, [code]))

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
        once = {"MessageBody": "once", "MessageGroupId": "g", "MessageDeduplicationId": "1"}
        line, _ = self.queue("kept.fifo", FifoQueue="true")
        first = self.sqs.send_message(QueueUrl=line, **once)
        self.engine.kill()
        type(self).start()
        type(self).sqs = self.client("sqs")
        line = self.sqs.get_queue_url(QueueName="kept.fifo")["QueueUrl"]
        again = self.sqs.send_message(QueueUrl=line, **once)
        self.assertEqual(again["SequenceNumber"], first["SequenceNumber"])
        url = self.sqs.get_queue_url(QueueName="kept")["QueueUrl"]
        self.assertEqual(self.receive(url)[0]["Body"], "still here")
